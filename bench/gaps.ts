import { playCall } from '../local/caller/play-call';
import { WallClock } from '../local/clock';
import { TYPICAL } from '../local/sim/pace';
import type { Observation } from '../local/sma';
import { openWorld } from '../local/world';
import { CALLER, CLINIC, LONG_QUESTION, NUMBER, QUESTION, SCRIPT } from './clinic';

const STEPS = [{ says: QUESTION }, { says: LONG_QUESTION }, { says: 'Thank you, goodbye.' }];

/**
 * Calls on the local runtime, in real time and all at once, with providers that keep pace. One of their replies
 * begins with a long sentence, of which the opening is played while the rest is spoken.
 *
 * @returns milliseconds of silence before each part of a reply but the first. The runtime plays what it is
 * given at once, so a player's own start is not in them.
 */
export async function gaps(calls: number): Promise<number[]> {
  const clock = new WallClock();
  const world = await openWorld({ config: CLINIC, clock, pace: TYPICAL, words: false, script: SCRIPT });
  const plan = { to: NUMBER, caller: CALLER, steps: STEPS, language: 'en-IN' };
  try {
    const played = await Promise.all(Array.from({ length: calls }, () => playCall(world, clock, plan)));
    return played.flatMap(({ observations }) => gapsIn(observations));
  } finally {
    await world.close();
  }
}

/** Silence between sentences that follow each other in one reply. */
export function gapsIn(observations: readonly Observation[]): number[] {
  let before: { turn: string; endedAt: number } | undefined;
  const found: number[] = [];
  for (const observation of observations) {
    if (observation.type !== 'audio-started' && observation.type !== 'audio-ended') continue;
    const turn = turnOf(observation.key);
    if (observation.type === 'audio-ended')
      before = turn === undefined ? undefined : { turn, endedAt: observation.at };
    else if (before !== undefined && before.turn === turn) found.push(observation.at - before.endedAt);
  }
  return found;
}

/** Where the parts of a reply lie, as in `calls/<call>/turn-0001`. */
function turnOf(key: string | undefined): string | undefined {
  return key === undefined ? undefined : /^(calls\/.+)\/part-\d+\.wav$/.exec(key)?.[1];
}
