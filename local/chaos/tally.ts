import { waitsForAudio } from '../scenario/metrics';
import { violationsOf, type Violation } from './invariants/invariants';
import { longestDeadAir } from './invariants/silence';
import type { ChaosCall } from './play';

/** What is told of one call. */
export interface Told {
  call: number;
  outcome: string;
  /** From the first ring to the end. */
  ms: number;
  turns: number;
  deadAirMs: number;
  /** From the end of each thing that the caller said to the next sound. */
  waitsMs: number[];
  /** Faults that struck, by place and deed. */
  faults: Record<string, number>;
  behaviour: string[];
  violations: Violation[];
}

export function toldOf(call: ChaosCall): Told {
  const { observations } = call;
  return {
    call: call.plan.call,
    outcome: call.record?.outcome ?? 'no record',
    ms: (observations.at(-1)?.at ?? 0) - (observations[0]?.at ?? 0),
    turns: call.turns.length,
    deadAirMs: longestDeadAir(call).ms,
    waitsMs: waitsForAudio(call).map((seconds) => Math.round(seconds * 1000)),
    faults: Object.fromEntries([...call.struck].sort(([one], [other]) => (one < other ? -1 : 1))),
    behaviour: call.plan.behaviour,
    violations: violationsOf(call),
  };
}

/** All calls of a run, added up. */
export interface Tally {
  seed: string;
  calls: number;
  outcomes: Record<string, number>;
  faults: Record<string, number>;
  turns: number;
  longestDeadAir: { ms: number; call: number };
  firstAudioMs: { p50: number; p95: number };
  violations: (Violation & { seed: string; call: number })[];
}

export function tallyOf(seed: string, told: readonly Told[]): Tally {
  const waits = told.flatMap(({ waitsMs }) => waitsMs).sort((one, other) => one - other);
  const share = (part: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * part))] ?? 0;
  const longest = told.reduce<Tally['longestDeadAir']>(
    (most, { deadAirMs: ms, call }) => (ms > most.ms ? { ms, call } : most),
    { ms: 0, call: 0 },
  );
  return {
    seed,
    calls: told.length,
    outcomes: sums(told.map(({ outcome }) => ({ [outcome]: 1 }))),
    faults: sums(told.map(({ faults }) => faults)),
    turns: told.reduce((sum, { turns }) => sum + turns, 0),
    longestDeadAir: longest,
    firstAudioMs: { p50: share(0.5), p95: share(0.95) },
    violations: told.flatMap(({ call, violations }) => violations.map((one) => ({ ...one, seed, call }))),
  };
}

/** Adds up by name; what there is most of stands first. */
function sums(all: readonly Record<string, number>[]): Record<string, number> {
  const sum = new Map<string, number>();
  for (const one of all) {
    for (const [name, count] of Object.entries(one)) sum.set(name, (sum.get(name) ?? 0) + count);
  }
  return Object.fromEntries([...sum].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}
