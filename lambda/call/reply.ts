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

/** What came of the wait. A reply may be in another `language` than that of the conversation so far. */
export type Awaiting = Told & { language?: string };

/** Looks until the turn worker has more of the reply, or until the time is over. */
export async function awaitReply(
  { callId, turn, from, until }: Awaited,
  { store, clock }: { store: CallStore; clock: Clock },
): Promise<Awaiting> {
  for (;;) {
    const record = await store.findTurn(callId, turn);
    const told = record && whatIsNew(record, from);
    if (told) return told;
    const left = until - clock.now();
    if (left <= 0) return { type: 'waited' };
    await clock.sleep(Math.min(LOOK_EVERY_MS, left));
  }
}

function whatIsNew(record: TurnRecord, from: number): Awaiting | undefined {
  const { status, parts, next, failure, recordedMs, language, consent } = record;
  switch (status) {
    case 'silent':
      return { type: 'silent', ms: recordedMs ?? 0 };
    case 'unfinished':
      return { type: 'unfinished' };
    case 'voicemail':
      return { type: 'voicemail' };
    case 'failed':
      return { type: 'failed', what: 'reply', reason: failure ?? 'no reason given' };
    case 'working':
    case 'replied': {
      const fresh = parts.slice(from, from + MOST_PARTS);
      const complete = next !== undefined && from + fresh.length === parts.length;
      const settled = {
        ...(language !== undefined && { language }),
        ...(consent !== undefined && { consent }),
      };
      if (complete) return { type: 'replied', parts: fresh, next, ...settled };
      return fresh.length > 0 ? { type: 'replied', parts: fresh, ...settled } : undefined;
    }
  }
}
