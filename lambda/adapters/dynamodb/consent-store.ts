import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { consentRecord, type ConsentRecord, type ConsentStore } from '../../core/compliance/consent';
import { listIn, putIf, type RegistryTable } from './compliance-table';
import { keyOf, type Key } from './items';

const partition = (callee: string) => `CONSENT#${callee}`;
const consentKey = ({ callee, id }: Pick<ConsentRecord, 'callee' | 'id'>): Key => ({
  pk: partition(callee),
  sk: `CONSENT#${id}`,
});

/** Consents in the registry table, which keeps them for ever, revoked ones too. */
export class DynamoConsents implements ConsentStore {
  constructor(private readonly options: RegistryTable) {}

  async save(record: ConsentRecord): Promise<boolean> {
    const unrevoked = 'attribute_not_exists(revokedAt)';
    return putIf(this.options, consentKey(record), record, unrevoked);
  }

  async revoke(consent: Pick<ConsentRecord, 'callee' | 'id'>, at: number): Promise<boolean> {
    const { client, table } = this.options;
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(consentKey(consent)),
          UpdateExpression: 'SET revokedAt = if_not_exists(revokedAt, :at)',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: marshall({ ':at': at }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async list(callee: string): Promise<ConsentRecord[]> {
    const all = { pk: partition(callee), from: 'CONSENT#', to: 'CONSENT#\uffff' };
    return listIn(this.options, all, consentRecord);
  }
}
