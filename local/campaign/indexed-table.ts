import { PutItemCommand, QueryCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { MemoryTable } from '../chaos/aws/table';

type Item = Record<string, AttributeValue>;
interface Entry {
  sk: string;
  item: Item;
}

/** A table in memory with `gsi1`, which has keys only and is read in order, as the campaigns' table has it. */
export class IndexedTable {
  private readonly table = new MemoryTable();
  /** By partition of the index, in its order. */
  private readonly index = new Map<string, Entry[]>();
  /** Where the index has an item, by the keys of the item. */
  private readonly places = new Map<string, { pk: string; sk: string }>();

  serve(command: unknown): object {
    if (command instanceof QueryCommand && command.input.IndexName !== undefined) return this.query(command);
    const answer = this.table.serve(command);
    if (command instanceof PutItemCommand) this.place(command.input.Item!);
    return answer;
  }

  private query({ input }: QueryCommand): object {
    const { ':of': of, ':until': until } = input.ExpressionAttributeValues ?? {};
    const entries = this.index.get(of!.S!) ?? [];
    const end = Math.min(firstFrom(entries, until!.S!), input.Limit ?? Infinity);
    return { Items: entries.slice(0, end).map(({ item }) => item) };
  }

  private place(item: Item): void {
    const { pk, sk, gsi1pk, gsi1sk } = item;
    const name = `${pk!.S} ${sk!.S}`;
    const before = this.places.get(name);
    if (before) {
      const entries = this.index.get(before.pk)!;
      entries.splice(firstFrom(entries, before.sk), 1);
      this.places.delete(name);
    }
    if (gsi1pk?.S === undefined || gsi1sk?.S === undefined) return;
    const entries = this.index.get(gsi1pk.S) ?? [];
    this.index.set(gsi1pk.S, entries);
    entries.splice(firstFrom(entries, gsi1sk.S), 0, {
      sk: gsi1sk.S,
      item: { pk: pk!, sk: sk!, gsi1pk, gsi1sk },
    });
    this.places.set(name, { pk: gsi1pk.S, sk: gsi1sk.S });
  }
}

/** @returns how many entries stand before a key. */
function firstFrom(entries: readonly Entry[], sk: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.sk < sk) low = middle + 1;
    else high = middle;
  }
  return low;
}
