import { plainCallId } from '../../lambda/adapters/call-key';
import { leg as schema, type Leg, type LegKey, type LegStore } from '../../lambda/core/calls/leg';

/** Legs in memory, under the same conditions as in the table. What goes in and out is copied. */
export class InMemoryLegStore implements LegStore {
  readonly legs = new Map<string, Leg>();
  private readonly nonces = new Map<string, string>();

  async claim(first: Parameters<LegStore['claim']>[0]): Promise<Leg> {
    const before = this.legs.get(idOf(first));
    if (before?.answeredAt !== undefined) return copy(before);
    this.legs.set(idOf(first), copy({ ...before, ...first }));
    return copy(first);
  }

  async useNonce(carrier: string, nonce: string, by: string): Promise<boolean> {
    const id = JSON.stringify([carrier, nonce]);
    const usedBy = this.nonces.get(id) ?? by;
    this.nonces.set(id, usedBy);
    return usedBy === by;
  }

  async find(key: LegKey): Promise<Leg | undefined> {
    const found = this.legs.get(idOf(key));
    return found && copy(found);
  }

  async save(changes: Partial<Leg> & LegKey): Promise<void> {
    const before = this.legs.get(idOf(changes));
    const mayBeLate = changes.status !== undefined && changes.endedAt === undefined;
    if (mayBeLate && before?.endedAt !== undefined) return;
    const known = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    this.legs.set(idOf(changes), schema.parse({ ...before, ...known }));
  }
}

function idOf({ carrier, call }: LegKey): string {
  return JSON.stringify([carrier, plainCallId(call)]);
}

function copy(leg: Leg): Leg {
  return schema.parse(JSON.parse(JSON.stringify(leg)));
}
