import type { AfterCall } from '../agents/after-call';
import type { CallEnded } from './call-ended';
import type { WrapUpJob } from './job';

/** Starts the wrap-up of a call and does not wait for it. */
export interface WrapUps {
  start(job: WrapUpJob): Promise<void>;
}

export interface Claim {
  callId: string;
  /** Whoever comes back with the same name has died in between, and takes up its own work. */
  by: string;
  now: number;
  /** When others may take over, milliseconds since the epoch. */
  until: number;
}

/** Lets one at a time wrap a call up, and each call be wrapped up once. */
export interface WrapUpLedger {
  /** @returns `held`: somebody else is at it. `done`: it is wrapped up. `unknown`: there is no such call. */
  claim(claim: Claim): Promise<'claimed' | 'held' | 'done' | 'unknown'>;
}

/** The company's event bus. */
export interface EventBus {
  /** @throws when the bus has not taken the event. */
  send(event: CallEnded, signal: AbortSignal): Promise<void>;
}

/** Web services of the company that are told of the end of calls. */
export interface Webhooks {
  /**
   * Sends under the event's own id, so that a service can tell a repetition.
   *
   * @throws WebhookError
   */
  send(event: CallEnded, webhook: NonNullable<AfterCall['webhook']>, signal: AbortSignal): Promise<void>;
}
