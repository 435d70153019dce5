import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { CarrierNotes, Heir } from '../../core/carriers/carrier-notes';
import type { NumberNote } from '../../core/carriers/plan-numbers';
import { ByonError } from '../../core/errors';
import { e164 } from '../../core/numbers/e164';
import { keyOf, plainFields, toItem, type Item, type Key } from './items';

const NUMBERS = 'NUMBER#';

const routing = z.record(z.string(), z.string());

const numberNote: z.ZodType<NumberNote> = z.strictObject({
  number: e164,
  account: z.string().min(1),
  before: routing,
  ours: z.array(routing),
  changing: z.boolean(),
});

const part = z.strictObject({ value: z.record(z.string(), z.unknown()) });

const holder = z.strictObject({ owner: z.string().min(1) });

/** Of the item that names the owner who has saved a note of the number last. */
const holderKey = (number: string): Key => ({ pk: `CARRIER#${NUMBERS}${number}`, sk: 'HOLDER' });

/**
 * Notes in the registry table, under `CARRIER#<owner> / NUMBER#<e164>` and `… / PART#<name>`. Who has a number,
 * `CARRIER#NUMBER#<e164> / HOLDER` tells, which counts for nothing without that owner's note.
 */
export class DynamoCarrierNotes implements CarrierNotes {
  constructor(
    private readonly options: {
      client: DynamoDBClient;
      table: string;
      /** The mark of the resource that the notes are of. */
      owner: string;
    },
  ) {}

  async numbers(): Promise<NumberNote[]> {
    const { client, table } = this.options;
    const notes: NumberNote[] = [];
    let from: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :numbers)',
          ExpressionAttributeValues: marshall({ ':pk': this.key('').pk, ':numbers': NUMBERS }),
          ExclusiveStartKey: from,
        }),
      );
      notes.push(...Items.map((item) => this.read(item, numberNote)));
      from = LastEvaluatedKey;
    } while (from);
    return notes;
  }

  async saveNumber(note: NumberNote): Promise<void> {
    const { owner } = this.options;
    await this.save(holderKey(note.number), { owner });
    await this.save(this.key(`${NUMBERS}${note.number}`), numberNote.parse(note));
  }

  async forgetNumber(number: string): Promise<void> {
    const { client, table, owner } = this.options;
    await this.forget(`${NUMBERS}${number}`);
    try {
      await client.send(
        new DeleteItemCommand({
          TableName: table,
          Key: keyOf(holderKey(number)),
          ConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: marshall({ ':owner': owner }),
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  async heirOf(number: string): Promise<Heir | undefined> {
    const { owner } = (await this.find(holderKey(number), holder)) ?? this.options;
    if (owner === this.options.owner) return undefined;
    const heir = new DynamoCarrierNotes({ ...this.options, owner });
    const note = await heir.find(heir.key(`${NUMBERS}${number}`), numberNote);
    return note && { note, save: (changed) => heir.saveNumber(changed) };
  }

  async findPart(name: string): Promise<Record<string, unknown> | undefined> {
    return (await this.find(this.key(`PART#${name}`), part))?.value;
  }

  savePart(name: string, value: Record<string, unknown>): Promise<void> {
    return this.save(this.key(`PART#${name}`), { value });
  }

  forgetPart(name: string): Promise<void> {
    return this.forget(`PART#${name}`);
  }

  private key(sk: string): Key {
    return { pk: `CARRIER#${this.options.owner}`, sk };
  }

  private async find<T>(key: Key, schema: z.ZodType<T>): Promise<T | undefined> {
    const { client, table } = this.options;
    const Key = keyOf(key);
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item && this.read(Item, schema);
  }

  private async save(key: Key, fields: object): Promise<void> {
    const { client, table } = this.options;
    await client.send(new PutItemCommand({ TableName: table, Item: toItem(key, fields) }));
  }

  private async forget(sk: string): Promise<void> {
    const { client, table } = this.options;
    await client.send(new DeleteItemCommand({ TableName: table, Key: keyOf(this.key(sk)) }));
  }

  private read<T>(item: Item, schema: z.ZodType<T>): T {
    const { data, error } = schema.safeParse(plainFields(item));
    if (data !== undefined) return data;
    const places = error?.issues.map(({ path }) => path.join('.') || 'the whole').join(', ');
    throw new ByonError(
      `the table ${this.options.table} has a note at ${this.key('').pk} that this version cannot read (${places}); ` +
        'somebody else has written it: put it right by hand, or deploy with the version that wrote it',
    );
  }
}
