import type { EventType } from '../../lambda/call/chime/events';

export type LegTag = 'LEG-A' | 'LEG-B';

/** An event as the runtime sends it; `lambda/call/chime/events` is how a handler reads it. */
export interface SentEvent {
  SchemaVersion: '1.0';
  /** Counts the events of a call, from 1. An event that is delivered again keeps its number. */
  Sequence: number;
  InvocationEventType: EventType;
  ActionData?: SentActionData;
  CallDetails: {
    TransactionId: string;
    TransactionAttributes?: Record<string, string>;
    AwsAccountId: string;
    AwsRegion: string;
    SipRuleId: string;
    SipMediaApplicationId: string;
    Participants: SentParticipant[];
  };
  ErrorType?: string;
  ErrorMessage?: string;
}

export interface SentActionData {
  Type: string;
  Parameters: Record<string, unknown>;
  [member: string]: unknown;
}

export interface SentParticipant {
  CallId: string;
  ParticipantTag: LegTag;
  To: string;
  From: string;
  Direction: 'Inbound' | 'Outbound';
  StartTimeInMilliseconds: string;
  Status?: 'Connected' | 'Disconnected';
  SipHeaders?: Record<string, string>;
}
