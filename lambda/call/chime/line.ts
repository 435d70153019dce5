import { callerLeg } from './dialled-number';
import type { Participant } from './events';

/** What actions need to know of the call that they are for. */
export interface Line {
  callId: string;
  bucket: string;
  /** Who calls, and the number that was called. Either may be something else than E.164. */
  caller: string;
  number: string | undefined;
  participants: readonly Participant[];
  /** ARN of the Voice Connector by which a call can go out over the carrier's trunk. */
  voiceConnector?: string | undefined;
}

export const CALLER = { ParticipantTag: 'LEG-A' } as const;

/** The guide demands the call id of actions that speak; of the others it takes the tag as well. */
export function callerById({ participants }: Line): { CallId: string } | typeof CALLER {
  const leg = callerLeg(participants);
  return leg ? { CallId: leg.CallId } : CALLER;
}
