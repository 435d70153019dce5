import type * as z from 'zod';
import type { TurnRecord } from '../calls/records';
import type { stageLatency } from './wrap-up-record';

/** How long each stage of the turns took, over the turns that came so far. */
export function latencyOf(
  turns: readonly Pick<TurnRecord, 'timings'>[],
): Record<string, z.infer<typeof stageLatency>> {
  const stages = [...new Set(turns.flatMap(({ timings }) => Object.keys(timings)))].sort();
  return Object.fromEntries(
    stages.map((stage) => {
      const times = turns.flatMap(({ timings }) => timings[stage] ?? []).sort((a, b) => a - b);
      return [stage, { p50: times[Math.ceil(times.length / 2) - 1]!, max: times.at(-1)! }];
    }),
  );
}
