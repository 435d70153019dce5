import { dialRecord, type DialRecord, type DialStore } from '../../lambda/core/calls/dial';
import type { Clock } from '../../lambda/core/ports';

/** Dials in memory, under the same conditions as in the table. What goes in and out is copied. */
export class InMemoryDialStore implements DialStore {
  readonly dials = new Map<string, DialRecord>();
  private readonly latest = new Map<string, string>();

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  async open(record: DialRecord): Promise<boolean> {
    const { reference, askedAt } = record;
    if (this.dials.has(reference)) return false;
    this.dials.set(reference, copy(record));
    const before = this.dials.get(this.latest.get(pairOf(record)) ?? '');
    if (before === undefined || before.askedAt <= askedAt) this.latest.set(pairOf(record), reference);
    return true;
  }

  async settle(reference: string, outcome: Parameters<DialStore['settle']>[1]): Promise<void> {
    if (this.dials.get(reference)?.state === 'asked') this.merge(reference, outcome);
  }

  async answer(
    reference: string,
    answered: Parameters<DialStore['answer']>[1],
  ): Promise<DialRecord | undefined> {
    const known = this.dials.get(reference);
    if (known && known.answeredAt === undefined) this.merge(reference, { ...answered, state: 'placed' });
    return this.find(reference);
  }

  async find(reference: string): Promise<DialRecord | undefined> {
    const found = this.dials.get(reference);
    return found && copy(found);
  }

  async save({ reference, ...changes }: Parameters<DialStore['save']>[0]): Promise<void> {
    if (this.dials.has(reference)) this.merge(reference, changes);
  }

  async findLatest(
    dialled: Pick<DialRecord, 'number' | 'callee'>,
    withinMs: number,
  ): Promise<DialRecord | undefined> {
    const found = await this.find(this.latest.get(pairOf(dialled)) ?? '');
    return found && this.clock.now() - found.askedAt <= withinMs ? found : undefined;
  }

  private merge(reference: string, changes: Partial<DialRecord>): void {
    const known = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    this.dials.set(reference, dialRecord.parse({ ...this.dials.get(reference), ...known }));
  }
}

function pairOf({ number, callee }: Pick<DialRecord, 'number' | 'callee'>): string {
  return JSON.stringify([number, callee]);
}

function copy(record: DialRecord): DialRecord {
  return dialRecord.parse(JSON.parse(JSON.stringify(record)));
}
