import type { TurnRecord } from '../core/calls/records';
import type { CallStore, Clock } from '../core/ports';
import { MOST_PARTS } from './chime/to-actions';
import type { Told } from './chime/to-happening';

/** Between a look and the next: what it adds to the wait for a reply, against what the reads cost. */
const LOOK_EVERY_MS = 10;

export interface Awaited {
  callId: string;
  turn: number;
  /** Parts of the reply that are known already. */
  from: number;
  /** Milliseconds since the epoch. */
  until: number;
}

/** Looks until the turn worker has more of the reply, or until the time is over. */
export async function awaitReply(
  { callId, turn, from, until }: Awaited,
  { store, clock }: { store: CallStore; clock: Clock },
): Promise<Told> {
  for (;;) {
    const record = await store.findTurn(callId, turn);
    const told = record && whatIsNew(record, from);
    if (told) return told;
    const left = until - clock.now();
    if (left <= 0) return { type: 'waited' };
    await clock.sleep(Math.min(LOOK_EVERY_MS, left));
  }
}

function whatIsNew({ status, parts, next, failure, recordedMs }: TurnRecord, from: number): Told | undefined {
  switch (status) {
    case 'silent':
      return { type: 'silent', ms: recordedMs ?? 0 };
    case 'unfinished':
      return { type: 'unfinished' };
    case 'failed':
      return { type: 'failed', what: 'reply', reason: failure ?? 'no reason given' };
    case 'working':
    case 'replied': {
      const fresh = parts.slice(from, from + MOST_PARTS);
      const complete = next !== undefined && from + fresh.length === parts.length;
      if (complete) return { type: 'replied', parts: fresh, next };
      return fresh.length > 0 ? { type: 'replied', parts: fresh } : undefined;
    }
  }
}
