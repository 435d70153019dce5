import type { Conversation } from '../core/conversation/state';
import type { TurnRecord } from '../core/calls/records';
import type { CallStore, Clock } from '../core/ports';
import { LIMITS } from './settings';

const LOOK_EVERY_MS = 1000;

export interface Settled {
  /** Undefined when the call's state was never stored. */
  conversation: Conversation | undefined;
  turns: TurnRecord[];
}

/**
 * Reads a call once nothing more will happen in it. Wrap-ups are begun with the goodbye, and a caller may hang up
 * while a reply is being made; that is waited for, though not for ever, since a turn worker may have died.
 */
export async function settled(
  callId: string,
  { store, clock }: { store: CallStore; clock: Clock },
): Promise<Settled> {
  const until = clock.now() + LIMITS.settle;
  for (;;) {
    const [snapshot, turns] = await Promise.all([store.load(callId), store.listTurns(callId)]);
    const conversation = snapshot?.conversation;
    const isOver = conversation?.phase === 'ended' && turns.every(({ status }) => status !== 'working');
    if (isOver || clock.now() >= until) return { conversation, turns };
    await clock.sleep(LOOK_EVERY_MS);
  }
}
