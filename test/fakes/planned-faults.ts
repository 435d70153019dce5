/** Requests of one operation by its name, or the nth request of any, counted from 1 when the fault is set. */
export type FaultTarget<Operation extends string = string> = Operation | { call: number };

interface Planned<Happening> {
  fits: (operation: string, position: number) => boolean;
  timesLeft: number;
  happening: Happening;
}

/** What a test lets go wrong at a fake service: each request meets one fault at most. */
export abstract class PlannedFaults<Happening, Operation extends string = string> {
  private planned: Planned<Happening>[] = [];
  private requests = 0;

  clear(): void {
    this.planned = [];
  }

  /** How many planned faults no request has met yet. */
  get pending(): number {
    return this.planned.reduce((sum, { timesLeft }) => sum + timesLeft, 0);
  }

  /** Counts a request, and gives what happens to it. */
  meet(operation: string): Happening | undefined {
    this.requests++;
    const met = this.planned.find(({ fits }) => fits(operation, this.requests));
    if (met === undefined) return undefined;
    met.timesLeft--;
    this.planned = this.planned.filter(({ timesLeft }) => timesLeft > 0);
    return met.happening;
  }

  protected plan(target: FaultTarget<Operation>, times: number | undefined, happening: Happening): void {
    const start = this.requests;
    const fits =
      typeof target === 'string'
        ? (operation: string) => operation === target
        : (_: string, position: number) => position >= start + target.call;
    this.planned.push({ fits, timesLeft: times ?? 1, happening });
  }
}
