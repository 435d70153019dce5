import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { ExpiryMark } from '../../core/compliance/expiry-ports';
import { findIn, type RegistryTable } from './compliance-table';
import { toItem, type Key } from './items';

const MARK: Key = { pk: 'EXPIRIES', sk: 'TOLD' };
const mark = z.object({ day: z.iso.date() });

/** One item of the registry table. */
export class DynamoExpiryMark implements ExpiryMark {
  constructor(private readonly options: RegistryTable) {}

  async find(): Promise<string | undefined> {
    return (await findIn(this.options, MARK, mark))?.day;
  }

  async save(day: string): Promise<void> {
    const { client, table } = this.options;
    await client.send(new PutItemCommand({ TableName: table, Item: toItem(MARK, { day }) }));
  }
}
