import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { chained } from '../evidence-chain';
import {
  evidenceRecord,
  type EvidenceDraft,
  type EvidenceRecord,
  type EvidenceStore,
} from '../../core/compliance/evidence';
import { putIf, type RegistryTable } from './compliance-table';
import { fromItem, type Item } from './items';

const partition = (callee: string) => `DECISION#${callee}`;
const place = (seq: number) => `SEQ#${String(seq).padStart(10, '0')}`;

/** Each attempt that fails means that another one has succeeded. */
const ATTEMPTS = 20;

/** Decisions in the registry table, which keeps them for ever. */
export class DynamoEvidence implements EvidenceStore {
  constructor(private readonly options: RegistryTable) {}

  async append(draft: EvidenceDraft, after?: number): Promise<EvidenceRecord | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const last = await this.last(draft.callee);
      if (after !== undefined && (last?.seq ?? 0) !== after) return undefined;
      const record = chained(draft, last);
      const key = { pk: partition(record.callee), sk: place(record.seq) };
      if (await putIf(this.options, key, record, 'attribute_not_exists(pk)')) return record;
    }
    throw new Error(`no place in the chain of decisions after ${ATTEMPTS} attempts; try again`);
  }

  async history(callee: string, from: number, to = Number.MAX_SAFE_INTEGER): Promise<EvidenceRecord[]> {
    const found: EvidenceRecord[] = [];
    // The newest come first: nobody who asks for a day waits for all that went before it.
    for await (const record of this.backwards(callee)) {
      if (record.at < from) break;
      if (record.at <= to) found.push(record);
    }
    return found.reverse();
  }

  async last(callee: string): Promise<EvidenceRecord | undefined> {
    const { value } = await this.backwards(callee, 1).next();
    return value ?? undefined;
  }

  private async *backwards(callee: string, pageSize?: number): AsyncGenerator<EvidenceRecord, undefined> {
    const { client, table } = this.options;
    let start: Item | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: marshall({ ':pk': partition(callee) }),
          ScanIndexForward: false,
          ExclusiveStartKey: start,
          Limit: pageSize,
          ConsistentRead: true,
        }),
      );
      for (const item of page.Items ?? []) yield fromItem(item, evidenceRecord);
      start = page.LastEvaluatedKey;
    } while (start);
    return undefined;
  }
}
