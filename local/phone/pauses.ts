import type { TurnRecord } from '../../lambda/core/calls/records';
import type { Stage } from './protocol';

/** What is known of a pause besides the turn's own record, in milliseconds since the epoch. */
export interface PauseBounds {
  /** When the line gave what the caller said, or keyed, to the call handler. */
  takenAt: number;
  /** How much silence had to pass first. */
  silenceMs: number;
  /** When the first word of the reply was on the line. */
  answeredAt: number;
}

/**
 * Where the time went between the caller's last word and the agent's first one. A stage ends when its mark
 * is reached; a turn that lacks a mark (keyed digits are not recognised) lacks the stage.
 */
export function stagesOf(
  { claimedAt, timings }: Pick<TurnRecord, 'claimedAt' | 'timings'>,
  { takenAt, silenceMs, answeredAt }: PauseBounds,
): Stage[] {
  const marks: [Stage['stage'], number | undefined][] = [
    ['hearing', timings['heard']],
    ['thinking', timings['firstToken']],
    ['sentence', timings['firstSentence']],
    ['voice', timings['firstAudio']],
    ['line', answeredAt - claimedAt],
  ];
  const stages: Stage[] = silenceMs > 0 ? [{ stage: 'silence', ms: silenceMs }] : [];
  let from = takenAt - claimedAt;
  for (const [stage, mark] of marks) {
    if (mark === undefined) continue;
    stages.push({ stage, ms: Math.max(0, mark - from) });
    from = Math.max(from, mark);
  }
  return stages;
}
