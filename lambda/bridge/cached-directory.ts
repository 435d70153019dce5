import type { Agent } from '../core/agents/agent';
import type { NumberRecord } from '../core/numbers/number';
import type { Clock, NumberDirectory } from '../core/ports';

/** A number that is suspended has to stop soon. */
const KEPT_MS = 5000;
/** Strangers can ask for any number of numbers. */
const MOST_KEPT = 2000;

/** Remembers for a few seconds what was found, and what was not. */
export class CachedDirectory implements NumberDirectory {
  private readonly numbers: Recent<NumberRecord | undefined>;
  private readonly agents: Recent<Agent | undefined>;

  constructor(
    private readonly directory: NumberDirectory,
    clock: Clock,
  ) {
    this.numbers = new Recent(clock);
    this.agents = new Recent(clock);
  }

  findNumber(e164: string): Promise<NumberRecord | undefined> {
    return this.numbers.get(e164, () => this.directory.findNumber(e164));
  }

  findNumberOfRoute(route: string): Promise<NumberRecord | undefined> {
    return this.directory.findNumberOfRoute(route);
  }

  findAgent(id: string, version?: string): Promise<Agent | undefined> {
    return this.agents.get(JSON.stringify([id, version]), () => this.directory.findAgent(id, version));
  }
}

class Recent<T> {
  private readonly known = new Map<string, { value: Promise<T>; readAt: number }>();

  constructor(private readonly clock: Clock) {}

  get(key: string, read: () => Promise<T>): Promise<T> {
    const now = this.clock.now();
    const before = this.known.get(key);
    if (before && now - before.readAt < KEPT_MS) return before.value;
    const found = { value: read(), readAt: now };
    // The oldest stand first, so what is read anew has to move to the end.
    this.known.delete(key);
    this.known.set(key, found);
    if (this.known.size > MOST_KEPT) this.known.delete(this.known.keys().next().value!);
    found.value.catch(() => {
      if (this.known.get(key) === found) this.known.delete(key);
    });
    return found.value;
  }
}
