import { randomUUID } from 'node:crypto';
import type { Action } from '../../lambda/call/chime/actions';
import type { EventType } from '../../lambda/call/chime/events';
import type { SentActionData, SentEvent } from './events';
import type { Leg } from './leg';

/** What an event tells besides its type. */
export interface Told {
  data?: SentActionData;
  error?: { type: string; message: string };
}

/** Writes the events of one call, and counts them. */
export class EventWriter {
  private sequence = 0;
  private attributes: Record<string, string> = {};
  private readonly applicationId = randomUUID();

  constructor(
    private readonly transactionId: string,
    private readonly sipRuleId: string,
  ) {}

  /** From now on each event carries these; an empty map takes them away. */
  remember(attributes: Record<string, string>): void {
    this.attributes = attributes;
  }

  write(type: EventType, { data, error }: Told, legs: readonly Leg[]): SentEvent {
    const hasAttributes = Object.keys(this.attributes).length > 0;
    return {
      SchemaVersion: '1.0',
      Sequence: ++this.sequence,
      InvocationEventType: type,
      ...(data && { ActionData: data }),
      CallDetails: {
        TransactionId: this.transactionId,
        ...(hasAttributes && { TransactionAttributes: this.attributes }),
        AwsAccountId: '000000000000',
        AwsRegion: 'us-east-1',
        SipRuleId: this.sipRuleId,
        SipMediaApplicationId: this.applicationId,
        Participants: legs.map((leg) => leg.describe()),
      },
      ...(error && { ErrorType: error.type, ErrorMessage: error.message }),
    };
  }
}

/** An action as its event repeats it: its parameters, with the leg named in both ways. */
export function dataOf({ Type, Parameters }: Action, leg: Leg | undefined): SentActionData {
  return { Type, Parameters: { ...Parameters, ...(leg && { CallId: leg.callId, ParticipantTag: leg.tag }) } };
}
