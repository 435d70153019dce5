import type { CarrierNotes } from '../../lambda/core/carriers/carrier-notes';
import type { NumberNote } from '../../lambda/core/carriers/plan-numbers';
import { PlannedFaults, type FaultTarget } from './planned-faults';

/** What a test lets go wrong at the table: a write that fails, or one that is done and seems to have failed. */
class NoteFaults extends PlannedFaults<'before' | 'after'> {
  before(target: FaultTarget, times = 1): void {
    this.plan(target, times, 'before');
  }

  after(target: FaultTarget, times = 1): void {
    this.plan(target, times, 'after');
  }
}

/** The notes of all owners, in memory. What goes in and out is copied. Faults count writes only. */
export class CarrierNotebook {
  readonly faults = new NoteFaults();
  /** The writes, in order. */
  readonly journal: string[] = [];
  private readonly items = new Map<string, unknown>();
  /** Who has saved a note of a number last. */
  private readonly holders = new Map<string, string>();

  /** All notes there are. */
  all(): unknown[] {
    return structuredClone([...this.items.values()]);
  }

  /** @param owner its mark. */
  of(owner: string): CarrierNotes {
    const numbers = `${owner} NUMBER#`;
    const part = (name: string) => `${owner} PART#${name}`;
    return {
      numbers: async () =>
        structuredClone(
          [...this.items].filter(([key]) => key.startsWith(numbers)).map(([, note]) => note),
        ) as NumberNote[],
      saveNumber: (note) =>
        this.write('saveNumber', () => {
          this.holders.set(note.number, owner);
          this.items.set(`${numbers}${note.number}`, structuredClone(note));
        }),
      forgetNumber: (number) =>
        this.write('forgetNumber', () => void this.items.delete(`${numbers}${number}`)),
      heirOf: async (number) => {
        const holder = this.holders.get(number) ?? owner;
        const note = this.items.get(`${holder} NUMBER#${number}`) as NumberNote | undefined;
        if (holder === owner || !note) return undefined;
        return { note: structuredClone(note), save: (changed) => this.of(holder).saveNumber(changed) };
      },
      findPart: async (name) =>
        structuredClone(this.items.get(part(name))) as Record<string, unknown> | undefined,
      savePart: (name, value) =>
        this.write('savePart', () => void this.items.set(part(name), structuredClone(value))),
      forgetPart: (name) => this.write('forgetPart', () => void this.items.delete(part(name))),
    };
  }

  private async write(operation: string, done: () => void): Promise<void> {
    this.journal.push(operation);
    const happening = this.faults.meet(operation);
    if (happening !== 'before') done();
    if (happening) throw new Error(`A fault of the test, ${happening} the write`);
  }
}
