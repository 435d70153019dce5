import { heardOf, type Cut } from '../calls/cut';
import type { TurnRecord } from '../calls/records';
import type { CallSnapshot } from '../calls/snapshot';
import * as z from 'zod';

/** One thing that was said. */
export const transcriptLine = z.strictObject({
  at: z
    .int()
    .describe('When it had been said (caller) or began to be heard (agent), milliseconds since the epoch.'),
  speaker: z.enum(['agent', 'caller']),
  text: z.string(),
});
export type TranscriptLine = z.infer<typeof transcriptLine>;

/**
 * What was said in a call, oldest first: the greeting and the turns. Stock phrases, such as "Are you there?",
 * are not kept, so they are not in it.
 */
export function transcriptOf(
  conversation: CallSnapshot['conversation'] | undefined,
  turns: readonly TurnRecord[],
): TranscriptLine[] {
  const { startedAt = 0, policy, cut } = conversation ?? {};
  const cuts = [...turns.map((turn) => turn.cut), cut];
  const greeting: TranscriptLine[] = [{ at: startedAt, speaker: 'agent', text: policy?.greeting ?? '' }];
  return [...greeting, ...turns.flatMap((turn) => linesOf(turn, cuts))].filter(
    ({ text }) => text.trim() !== '',
  );
}

function linesOf(turn: TurnRecord, cuts: readonly (Cut | undefined)[]): TranscriptLine[] {
  const { claimedAt, input, heard = '', timings } = turn;
  const said = input.kind === 'recording' || heard === '' ? heard : `(keyed ${heard})`;
  return [
    { at: claimedAt, speaker: 'caller', text: said },
    { at: claimedAt + Math.round(timings['firstAudio'] ?? 0), speaker: 'agent', text: heardOf(turn, cuts) },
  ];
}
