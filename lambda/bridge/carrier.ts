import type { DialOutcome, Leg } from '../core/calls/leg';
import type { BridgeAnswer, BridgeRequest } from './http';
import type { Reply } from './reply';

/** Paths below a carrier's own, as in `/twilio/voice`. */
export const STEPS = ['voice', 'dialled', 'fallback', 'status'] as const;
export type Step = (typeof STEPS)[number];

export interface IncomingCall {
  call: string;
  /** E.164; undefined when what was called is no number. */
  number: string | undefined;
  /** E.164, or "anonymous". */
  caller: string;
}

export interface Dialled {
  call: string;
  outcome: DialOutcome;
  sipCode?: number;
}

export type LegStatus = Pick<Leg, 'call' | 'status' | 'seconds' | 'hangupCause' | 'sipCode'> & {
  hasEnded: boolean;
};

/** What differs from carrier to carrier: signature, names of the fields, XML. */
export interface BridgeCarrier {
  readonly name: 'twilio' | 'vobiz';
  /** Whether the carrier signed the request. Compares in constant time. */
  isGenuine(request: BridgeRequest): Promise<boolean>;
  /** What a signature must be used up with, where the carrier has such a thing. */
  noncesOf(request: BridgeRequest): string[];
  /** The step that a request means: Vobiz sends statuses to the address that answers calls, too. */
  stepOf(step: Step, request: BridgeRequest): Step;
  /** @throws ZodError when the carrier says something else than it documents; so do the two below. */
  incomingCall(request: BridgeRequest): IncomingCall;
  dialled(request: BridgeRequest): Dialled;
  status(request: BridgeRequest): LegStatus;
  render(reply: Reply): BridgeAnswer;
  /** Tells the carrier that its status has been taken. */
  readonly thanks: BridgeAnswer;
}
