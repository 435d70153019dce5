import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { agent, type Agent } from '../../core/agents/agent';
import { numberRecord, type NumberRecord } from '../../core/numbers/number';
import type { NumberDirectory } from '../../core/ports';
import { fromItem, keyOf, type Key } from './items';
import { agentKey, numberKey, routeKey } from './registry-keys';

const route = z.object({ number: z.string() });

/** Numbers and agents in the registry table. */
export class DynamoNumberDirectory implements NumberDirectory {
  constructor(private readonly options: { client: DynamoDBClient; table: string }) {}

  async findNumber(e164: string): Promise<NumberRecord | undefined> {
    return this.find(numberKey(e164), numberRecord);
  }

  async findNumberOfRoute(id: string): Promise<NumberRecord | undefined> {
    const found = await this.find(routeKey(id), route);
    return found && this.findNumber(found.number);
  }

  async findAgent(id: string, version?: string): Promise<Agent | undefined> {
    return this.find(agentKey(id, version), agent);
  }

  private async find<T>(key: Key, schema: z.ZodType<T>): Promise<T | undefined> {
    const { client, table } = this.options;
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: keyOf(key) }));
    return Item && fromItem(Item, schema);
  }
}
