import type { SipTarget } from '../adapters/carriers/sip-target';
import type { DialRecord } from '../core/calls/dial';
import type { DialOutcome, Leg } from '../core/calls/leg';
import type { BridgeAnswer, BridgeRequest } from './http';
import type { Reply } from './reply';

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
  /** How the call ended, when it has. */
  ended?: DialOutcome;
};

/** What differs from carrier to carrier: signature, names of the fields, XML. */
export interface BridgeCarrier {
  /** The stack's name of it, below which its paths lie. */
  readonly id: string;
  /** Whether the carrier signed the request. Compares in constant time. */
  isGenuine(request: BridgeRequest): Promise<boolean>;
  /** What a signature must be used up with, where the carrier has such a thing. */
  noncesOf(request: BridgeRequest): string[];
  /** Whether a request to the address that answers calls is a status in truth: Vobiz sends them there, too. */
  isStatus(request: BridgeRequest): boolean;
  /** @throws ZodError when the carrier says something else than it documents; so do those below. */
  incomingCall(request: BridgeRequest): IncomingCall;
  /** Which of the carrier's calls a request is about. */
  callOf(request: BridgeRequest): string;
  dialled(request: BridgeRequest): Dialled;
  status(request: BridgeRequest): LegStatus;
  /** Who has answered a call that we make. */
  answeredBy(request: BridgeRequest): NonNullable<DialRecord['answeredBy']>;
  /** @param address the bridge's own, for the addresses that the carrier goes on to. */
  render(reply: Reply, address: string): BridgeAnswer;
  /** Tells the carrier that its status has been taken. */
  readonly thanks: BridgeAnswer;
}

export interface BridgeCarrierOptions {
  /** The stack's name of the carrier. */
  id: string;
  /** The account's auth token; `renew` reads it anew, as after its rotation. */
  authToken: (renew: boolean) => Promise<string>;
  target: SipTarget;
}
