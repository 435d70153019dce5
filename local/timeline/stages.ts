import type { TurnRecord } from '../../lambda/core/calls/records';

/** The stages of a turn, in the order in which it goes through them. */
const STAGES: [name: string, words: string][] = [
  ['heard', 'heard'],
  ['firstToken', 'first token'],
  ['firstSentence', 'first sentence'],
  ['firstAudio', 'first audio'],
  ['done', 'done'],
];

/** Where the time of a turn went, in milliseconds from its start. */
export function stagesOf({ timings }: Pick<TurnRecord, 'timings'>): string {
  const reached = STAGES.flatMap(([name, words]) => {
    const ms = timings[name];
    return ms === undefined ? [] : [`${words} ${ms.toFixed(0)}`];
  });
  return reached.length === 0 ? '' : `${reached.join(' → ')} ms`;
}
