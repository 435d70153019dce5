import { playCall } from '../local/caller/play-call';
import { VirtualClock } from '../local/clock';
import type { Pace } from '../local/sim/pace';
import { openWorld } from '../local/world';
import { CALLER, CLINIC, NUMBER, QUESTION, SCRIPT } from './clinic';
import type { Load } from './report';
import { errorsOn, isLost } from './verdict';

/**
 * Ten times as fast as typical providers. The handlers still wait for the turn worker while it works, but each
 * look for a reply is a real read, and how long they wait is measured elsewhere.
 */
const BRISK: Pace = {
  recogniserMs: 25,
  model: { firstTokenMs: 30, tokensPerSecond: 400 },
  voice: { startMs: 20, shareOfAudio: 0.01 },
};

const STEPS = [{ says: QUESTION }, { says: 'Thank you, goodbye.' }];

/**
 * Whole calls of two turns each through the local world, many at once, on a clock that jumps from event to
 * event.
 */
export async function load(calls: number, atOnce: number): Promise<Load> {
  let errors = 0;
  let lost = 0;
  const log = { info: () => undefined, warn: () => undefined, error: () => void errors++ };
  const clock = new VirtualClock();
  const world = await openWorld({ config: CLINIC, clock, pace: BRISK, words: false, script: SCRIPT, log });
  const plan = { to: NUMBER, caller: CALLER, steps: STEPS, language: 'en-IN' };
  const from = performance.now();
  let left = calls;
  const line = async () => {
    while (left-- > 0) {
      const played = await playCall(world, clock, plan);
      errors += errorsOn(played);
      if (isLost(played, STEPS.length)) lost++;
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, line));
  } finally {
    await world.close();
  }
  return { errors, lost, seconds: (performance.now() - from) / 1000 };
}
