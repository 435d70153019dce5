import type { Clock } from '../../../lambda/core/ports';
import type { Random } from '../random';
import { FAULTS, PLACES, type FaultKind, type Place } from './kinds';

/** A fault of a call: of a kind, and when. */
export interface PlannedFault {
  in: Place;
  does: string;
  /** From the so manieth thing that is done there, which counts from 1, so many times. */
  from?: number;
  times?: number;
  /** From so many milliseconds after the first ring, for so many. */
  atMs?: number;
  forMs?: number;
}

const LASTS = { timesAtMost: 6 };
const FIRST_MS = 40_000;
const SHORTEST_MS = 50;

/** @returns the faults of a call, which may be none. */
export function drawFaults(random: Random, kinds: readonly FaultKind[] = FAULTS): PlannedFault[] {
  const count = random.pick([0, 1, 1, 1, 2, 2, 3, 4]);
  return Array.from({ length: count }, () => draw(random.pickWeighted(kinds), random));
}

function draw({ in: place, does, lasts = LASTS }: FaultKind, random: Random): PlannedFault {
  if ('msAtMost' in lasts) {
    const forMs = random.int(SHORTEST_MS, lasts.msAtMost);
    return { in: place, does, atMs: random.int(0, FIRST_MS), forMs };
  }
  const times = random.chance(0.6) ? 1 : random.int(1, lasts.timesAtMost);
  return { in: place, does, from: random.int(1, PLACES[place].within), times };
}

/** What goes wrong in a call, told at the moment. */
export class Weather {
  /** How often each fault has struck, by its place and what it does. */
  readonly struck = new Map<string, number>();
  private readonly done = new Map<Place, number>();
  private readonly startedAt: number;

  constructor(
    private readonly faults: readonly PlannedFault[],
    private readonly clock: Clock,
  ) {
    this.startedAt = clock.now();
  }

  /** Something is about to be done in this place. @returns what goes wrong with it, if anything. */
  next(place: Place): string | undefined {
    const count = (this.done.get(place) ?? 0) + 1;
    this.done.set(place, count);
    const does = this.faults.find((fault) => fault.in === place && this.strikes(fault, count))?.does;
    if (does !== undefined) this.note(place, does);
    return does;
  }

  private strikes({ from, times, atMs, forMs }: PlannedFault, count: number): boolean {
    const ms = this.clock.now() - this.startedAt;
    if (atMs !== undefined && forMs !== undefined) return ms >= atMs && ms < atMs + forMs;
    return from !== undefined && times !== undefined && count >= from && count < from + times;
  }

  private note(place: Place, does: string): void {
    const name = `${place}: ${does}`;
    this.struck.set(name, (this.struck.get(name) ?? 0) + 1);
  }
}
