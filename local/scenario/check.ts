import type { PlayedCall } from '../caller/play-call';
import { lengthOf, longestSilence, waitsForAudio } from './metrics';
import type { Expectations } from './scenario';

const STUCK =
  'nobody ended the call: each side waited for the other; add a step that ends it, ' +
  'as in "hangsUp: true", or "human: hangs up" after a transfer';

/** @returns what does not hold, in words; nothing when all of it does. */
export function check(call: PlayedCall, expected: Expectations): string[] {
  const { record, turns, agentSaid, humanHeard, stepsLeft, stuck, observations } = call;
  const carriedOut = observations.flatMap((one) => (one.type === 'action-started' ? [one.action.Type] : []));
  const heard = turns.flatMap((turn) => turn.heard ?? []);
  return [
    ...(stuck ? [STUCK] : []),
    ...stepsLeft.map((step) => `the call was over before the caller could do this: ${JSON.stringify(step)}`),
    ...equal('outcome', record?.outcome, expected.outcome),
    ...equal('recording', record?.recording, expected.recording),
    ...equal('turns', turns.filter(({ status }) => status !== 'silent').length, expected.turns),
    ...inOrder('agentSays', agentSaid, expected.agentSays),
    ...inOrder('humanHears', humanHeard, expected.humanHears),
    ...never('humanHears, but the caller', agentSaid, expected.humanHears),
    ...inOrder('heard', heard, expected.heard),
    ...inOrder('actions', carriedOut, expected.actions),
    ...never('agentNeverSays', agentSaid, expected.agentNeverSays),
    ...atMost(
      'firstAudioWithinSeconds',
      Math.max(0, ...waitsForAudio(call)),
      expected.firstAudioWithinSeconds,
    ),
    ...atMost('silenceAtMostSeconds', longestSilence(call), expected.silenceAtMostSeconds),
    ...atMost('lastsAtMostSeconds', lengthOf(call), expected.lastsAtMostSeconds),
  ];
}

function equal<T>(name: string, found: T, expected: T | undefined): string[] {
  if (expected === undefined || found === expected) return [];
  return [`${name}: expected ${String(expected)}, found ${found === undefined ? 'nothing' : String(found)}`];
}

function inOrder(name: string, found: readonly string[], expected: readonly string[]): string[] {
  let from = 0;
  for (const text of expected) {
    const at = found.findIndex((one, i) => i >= from && holds(one, text));
    if (at === -1)
      return [
        `${name}: "${text}" was not there${from > 0 ? ' after the texts before it' : ''}; found ${list(found)}`,
      ];
    from = at + 1;
  }
  return [];
}

function never(name: string, found: readonly string[], unwanted: readonly string[]): string[] {
  return unwanted
    .filter((text) => found.some((one) => holds(one, text)))
    .map((text) => `${name}: "${text}" was there; found ${list(found)}`);
}

function atMost(name: string, found: number, limit: number | undefined): string[] {
  if (limit === undefined || found <= limit) return [];
  return [`${name}: expected ${limit} at most, found ${found.toFixed(2)}`];
}

function holds(text: string, part: string): boolean {
  return text.toLocaleLowerCase().includes(part.toLocaleLowerCase());
}

function list(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : texts.map((text) => `"${text}"`).join(', ');
}
