import type { ReplyPart, TurnRecord } from '../../lambda/core/calls/records';

/** Sentences of a reply, a second each. */
export function replyParts(...texts: string[]): ReplyPart[] {
  return texts.map((text, i) => ({ key: `replies/${i}.wav`, text, durationMs: 1000 }));
}

export function aTurn(changes: Partial<TurnRecord> = {}): TurnRecord {
  return {
    callId: 'call-1',
    turn: 1,
    status: 'working',
    input: { kind: 'recording', key: 'recordings/call-1/1.wav' },
    parts: [],
    claimedAt: 1_000_000,
    timings: {},
    ...changes,
  };
}
