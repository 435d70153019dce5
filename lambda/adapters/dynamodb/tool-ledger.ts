import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { ToolLedger, ToolPlace, ToolRun } from '../../core/tools/tool-runner';
import { expiryAfter, fromItem, keyOf, toItem, type Key } from './items';
import type { Expiring } from './set-if';

const padded = (count: number, digits: number) => String(count).padStart(digits, '0');

const toolKey = ({ callId, turn, round, index }: ToolPlace): Key => ({
  pk: `CALL#${callId}`,
  sk: `TOOL#${padded(turn, 4)}#${padded(round, 2)}-${padded(index, 2)}`,
});

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
