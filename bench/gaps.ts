import { playCall, type PlayedCall } from '../local/caller/play-call';
import { WallClock } from '../local/clock';
import { TYPICAL } from '../local/sim/pace';
import { openWorld } from '../local/world';
import { CALLER, CLINIC, LONG_QUESTION, NUMBER, QUESTION, SCRIPT } from './clinic';

const STEPS = [{ says: QUESTION }, { says: LONG_QUESTION }, { says: 'Thank you, goodbye.' }];

/**
 * Calls on the local runtime, in real time and all at once, with providers that keep pace. One of their replies
 * begins with a word that lies ready, one with a long sentence, of which the first clause is played while the rest is
 * spoken.
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
    return played.flatMap(gapsIn);
  } finally {
    await world.close();
  }
}

/** Silence between parts that follow each other in one reply. */
export function gapsIn({ observations, turns }: Pick<PlayedCall, 'observations' | 'turns'>): number[] {
  const follows = (key: string | undefined, before: string | undefined) =>
    turns.some(({ parts }) => parts.some((part, i) => part.key === key && parts[i - 1]?.key === before));
  let ended: { key?: string | undefined; at: number } | undefined;
  const found: number[] = [];
  for (const observation of observations) {
    if (observation.type === 'audio-ended') ended = observation;
    if (observation.type !== 'audio-started' || !ended) continue;
    if (follows(observation.key, ended.key)) found.push(observation.at - ended.at);
  }
  return found;
}
