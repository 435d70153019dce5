import { playCall, type PlayedCall } from '../caller/play-call';
import { VirtualClock } from '../clock';
import { openWorld } from '../world';
import { check } from './check';
import type { LoadedScenario } from './load-scenario';

export interface ScenarioResult {
  name: string;
  /** What does not hold, in words. */
  failures: string[];
  call: PlayedCall;
  /** The words of an audio object of the call. */
  wordsOf: (key: string) => string | undefined;
}

/** Plays the call of a scenario in a world of its own, on a clock that jumps, and checks what has to hold. */
export async function runScenario({ scenario, config, number }: LoadedScenario): Promise<ScenarioResult> {
  const { name, model, faults, human, words, dialled, caller, headers, steps, expect } = scenario;
  const clock = new VirtualClock();
  const world = await openWorld({ config, clock, script: model, faults, human, words });
  try {
    const agent = config.numbers.find((record) => record.number === number)?.agent;
    const language = config.agents.find(({ id }) => id === agent)?.language ?? 'en';
    const call = await playCall(world, clock, { to: dialled ?? number, caller, headers, steps, language });
    return { name, failures: check(call, expect), call, wordsOf: world.wordsOf };
  } finally {
    await world.close();
  }
}
