import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { RegisteredNumber } from '../../core/compliance/expiry-news';
import type { DltNumbers } from '../../core/compliance/expiry-ports';
import { dltRecord } from '../../core/numbers/dlt';
import { e164 } from '../../core/numbers/e164';
import type { Log } from '../../core/ports';
import type { RegistryTable } from './compliance-table';
import type { Item } from './items';

/** Whatever else is wrong with a record, its days are told. */
const registered = z.object({
  number: e164,
  dlt: z.object({
    principalEntity: dltRecord.shape.principalEntity,
    telemarketer: dltRecord.shape.telemarketer,
  }),
});

/** Read by the index of numbers, which leaves out the decisions of every call that the table keeps beside them. */
export class DynamoDltNumbers implements DltNumbers {
  constructor(private readonly options: RegistryTable & { log: Log }) {}

  async *all(): AsyncGenerator<RegisteredNumber> {
    const { client, table } = this.options;
    let from: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new ScanCommand({
          TableName: table,
          IndexName: 'gsi1',
          FilterExpression: 'attribute_exists(dlt)',
          ExclusiveStartKey: from,
        }),
      );
      for (const item of Items) {
        const number = this.read(item);
        if (number) yield number;
      }
      from = LastEvaluatedKey;
    } while (from);
  }

  private read(item: Item): RegisteredNumber | undefined {
    const record = unmarshall(item);
    const { data, error } = registered.safeParse(record);
    if (data) return data;
    const faults = error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    this.options.log.error('a DLT record cannot be read: mend it', { faults }, { number: record['number'] });
    return undefined;
  }
}
