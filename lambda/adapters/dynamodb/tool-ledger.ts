import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { PlacedRun, ToolLedger, ToolPlace, ToolRun } from '../../core/tools/tool-runner';
import { expiryAfter, fromItem, keyOf, toItem, type Item, type Key } from './items';
import type { Expiring } from './set-if';

const padded = (count: number, digits: number) => String(count).padStart(digits, '0');

const toolKey = ({ callId, turn, round, index }: ToolPlace): Key => ({
  pk: `CALL#${callId}`,
  sk: `TOOL#${padded(turn, 4)}#${padded(round, 2)}-${padded(index, 2)}`,
});

const PLACE = /^TOOL#(\d+)#(\d+)-(\d+)$/;

const toolRun: z.ZodType<ToolRun> = z.strictObject({
  name: z.string(),
  args: z.record(z.string(), z.unknown()),
  result: z.strictObject({ status: z.enum(['done', 'failed']), content: z.string() }).optional(),
});

/** Runs of tools in the calls table, kept as long as the calls themselves. */
export class DynamoToolLedger implements ToolLedger {
  constructor(private readonly options: Expiring) {}

  async claim(place: ToolPlace, run: Omit<ToolRun, 'result'>): Promise<ToolRun | undefined> {
    try {
      await this.put(place, run, { ConditionExpression: 'attribute_not_exists(pk)' });
      return undefined;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return this.find(place);
      throw error;
    }
  }

  async settle(place: ToolPlace, run: Required<ToolRun>): Promise<void> {
    await this.put(place, run);
  }

  async runsOf(callId: string): Promise<PlacedRun[]> {
    const runs: PlacedRun[] = [];
    let from: Item | undefined;
    do {
      const page = await this.options.client.send(
        new QueryCommand({
          TableName: this.options.table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :tool)',
          ExpressionAttributeValues: marshall({ ':pk': `CALL#${callId}`, ':tool': 'TOOL#' }),
          ExclusiveStartKey: from,
          // A result of the turn before has to be there.
          ConsistentRead: true,
        }),
      );
      runs.push(
        ...(page.Items ?? []).map((item) => ({ ...fromItem(item, toolRun), place: placeOf(item, callId) })),
      );
      from = page.LastEvaluatedKey;
    } while (from);
    return runs;
  }

  private async find(place: ToolPlace): Promise<ToolRun> {
    const { client, table } = this.options;
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(toolKey(place)), ConsistentRead: true }),
    );
    if (!Item) throw new Error('a run of a tool that had its place is not there any more');
    return fromItem(Item, toolRun);
  }

  private async put(
    place: ToolPlace,
    run: ToolRun,
    condition: Pick<PutItemCommandInput, 'ConditionExpression'> = {},
  ): Promise<void> {
    const { client, table, clock, ttlDays } = this.options;
    const item = { ...run, expiresAt: expiryAfter(ttlDays, clock.now()) };
    await client.send(
      new PutItemCommand({ TableName: table, Item: toItem(toolKey(place), item), ...condition }),
    );
  }
}

function placeOf(item: Item, callId: string): ToolPlace {
  const { sk } = unmarshall(item) as Key;
  const [turn = 0, round = 0, index = 0] = (PLACE.exec(sk) ?? []).slice(1).map(Number);
  return { callId, turn, round, index };
}
