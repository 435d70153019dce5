import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type DynamoDBClient,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { callRecord, turnRecord, type CallRecord, type TurnRecord } from '../../core/calls/records';
import type { CallSnapshot } from '../../core/calls/snapshot';
import type { CallStore, Clock } from '../../core/ports';
import { expiryAfter, fromItem, keyOf, toItem, type Item, type Key } from './items';

const stateKey = (callId: string): Key => ({ pk: `CALL#${callId}`, sk: 'STATE' });
const metaKey = (callId: string): Key => ({ pk: `CALL#${callId}`, sk: 'META' });
const turnKey = (callId: string, turn: number): Key => ({
  pk: `CALL#${callId}`,
  sk: `TURN#${String(turn).padStart(4, '0')}`,
});
const clipKey = (clip: string): Key => ({ pk: `CLIP#${clip}`, sk: 'CLIP' });

/** Reads have to see what the worker wrote a moment ago. */
const CONSISTENT = { ConsistentRead: true };

/** Calls, turns and rendered clips in the calls table. Single-item conditional writes only. */
export class DynamoCallStore implements CallStore {
  constructor(
    private readonly options: { client: DynamoDBClient; table: string; clock: Clock; ttlDays: number },
  ) {}

  async load(callId: string): Promise<CallSnapshot | undefined> {
    const item = await this.get(stateKey(callId));
    if (!item) return undefined;
    const { version, conversation, engagement, wrapUpDue, answers } = unmarshall(item) as CallSnapshot & Key;
    return {
      version,
      conversation,
      answers,
      ...(engagement && { engagement }),
      ...(wrapUpDue && { wrapUpDue }),
    };
  }

  async commit(callId: string, snapshot: CallSnapshot): Promise<'committed' | 'conflict'> {
    const first = snapshot.version === 1;
    const stored = await this.putIf(this.item(stateKey(callId), snapshot), {
      ConditionExpression: first ? 'attribute_not_exists(pk)' : 'version = :before',
      ...(first ? {} : { ExpressionAttributeValues: marshall({ ':before': snapshot.version - 1 }) }),
    });
    return stored ? 'committed' : 'conflict';
  }

  async saveCall({ callId, ...changes }: Partial<CallRecord> & { callId: string }): Promise<void> {
    const known = { ...changes, callId, expiresAt: this.expiresAt() };
    const entries = Object.entries(known).filter(([, value]) => value !== undefined);
    await this.options.client.send(
      new UpdateItemCommand({
        TableName: this.options.table,
        Key: keyOf(metaKey(callId)),
        UpdateExpression: `SET ${entries.map((_, i) => `#${i} = :${i}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(entries.map(([name], i) => [`#${i}`, name])),
        ExpressionAttributeValues: marshall(
          Object.fromEntries(entries.map(([, value], i) => [`:${i}`, value])),
        ),
      }),
    );
  }

  async findCall(callId: string): Promise<CallRecord | undefined> {
    const item = await this.get(metaKey(callId));
    return item && fromItem(item, callRecord);
  }

  async claimTurn(turn: TurnRecord, leaseMs: number): Promise<boolean> {
    return this.putIf(this.item(turnKey(turn.callId, turn.turn), turn), {
      ConditionExpression: 'attribute_not_exists(pk) OR (#status = :working AND claimedAt < :stale)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: marshall({ ':working': 'working', ':stale': turn.claimedAt - leaseMs }),
    });
  }

  async saveTurn(turn: TurnRecord): Promise<void> {
    const { client, table } = this.options;
    await client.send(
      new PutItemCommand({ TableName: table, Item: this.item(turnKey(turn.callId, turn.turn), turn) }),
    );
  }

  async findTurn(callId: string, turn: number): Promise<TurnRecord | undefined> {
    const item = await this.get(turnKey(callId, turn));
    return item && fromItem(item, turnRecord);
  }

  async listTurns(callId: string): Promise<TurnRecord[]> {
    const turns: TurnRecord[] = [];
    let from: Item | undefined;
    do {
      const page = await this.options.client.send(
        new QueryCommand({
          TableName: this.options.table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :turn)',
          ExpressionAttributeValues: marshall({ ':pk': `CALL#${callId}`, ':turn': 'TURN#' }),
          ExclusiveStartKey: from,
          ...CONSISTENT,
        }),
      );
      turns.push(...(page.Items ?? []).map((item) => fromItem(item, turnRecord)));
      from = page.LastEvaluatedKey;
    } while (from);
    return turns;
  }

  async findClips(keys: string[]): Promise<Map<string, number>> {
    const { client, table } = this.options;
    const Keys = [...new Set(keys)].map((key) => keyOf(clipKey(key)));
    const { Responses } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys, ...CONSISTENT } } }),
    );
    return new Map(
      (Responses?.[table] ?? []).map((item) => {
        const { pk, durationMs } = unmarshall(item) as Key & { durationMs: number };
        return [pk.slice('CLIP#'.length), durationMs];
      }),
    );
  }

  async saveClip(key: string, durationMs: number): Promise<void> {
    const { client, table } = this.options;
    // Clips are kept by the hash of their content and never expire, so their items don't either.
    await client.send(new PutItemCommand({ TableName: table, Item: toItem(clipKey(key), { durationMs }) }));
  }

  async forgetClip(key: string): Promise<void> {
    const { client, table } = this.options;
    await client.send(new DeleteItemCommand({ TableName: table, Key: keyOf(clipKey(key)) }));
  }

  private async get(key: Key): Promise<Item | undefined> {
    const { client, table } = this.options;
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(key), ...CONSISTENT }),
    );
    return Item;
  }

  /** @returns false when the condition did not hold. */
  private async putIf(Item: Item, condition: Partial<PutItemCommandInput>): Promise<boolean> {
    const { client, table } = this.options;
    try {
      await client.send(new PutItemCommand({ TableName: table, Item, ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  private item(key: Key, record: object): Item {
    return toItem(key, { ...record, expiresAt: this.expiresAt() });
  }

  private expiresAt(): number {
    return expiryAfter(this.options.ttlDays, this.options.clock.now());
  }
}
