import { setMaxListeners } from 'node:events';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import { DynamoRegistryStore } from '../adapters/dynamodb/registry-store';
import { SystemClock } from '../adapters/system-clock';
import { OutOfTimeError } from '../custom-resource/patience';
import type { TurnStarter } from '../core/ports';
import type { CreateRequest, ResourceKind, ResourceResult } from '../custom-resource/resource-kind';
import { bringKnowledge } from './knowledge';
import { registryOwner } from './owner';
import { registryRecords, type RegistryRecordsProperties } from './properties';
import { provision } from './provision';
import { readRecords } from './records';
import { renderAhead } from './render-ahead';

/** Ends what is under way, so that nothing is written behind the answer or beside a rollback. */
const TO_STOP_MS = 5000;

/**
 * The records of a stack in a table. Physical id: `<table>/<stack>/<logical id>`; another table replaces it. Delete
 * leaves every record: the table outlives the stack with what it holds, and numbers and their registrations are
 * evidence.
 */
export function registryRecordsResource({
  turns,
  ...clients
}: {
  dynamo: DynamoDBClient;
  s3: S3Client;
  /** Renders what agents say on their own. Left out: each agent's first call has it rendered. */
  turns?: TurnStarter | undefined;
}): ResourceKind<RegistryRecordsProperties> {
  const write = async (request: CreateRequest<RegistryRecordsProperties>): Promise<ResourceResult> => {
    const { properties, stackId, logicalId, time, log } = request;
    const { Table: table, Bucket: bucket, Key: key } = properties;
    const owner = registryOwner({ stackId, logicalId });
    const signal = AbortSignal.timeout(Math.max(0, time.keepingBack(TO_STOP_MS).remainingMs));
    // Many records are written at once.
    setMaxListeners(0, signal);
    const clock = new SystemClock();
    const store = new DynamoRegistryStore({ client: clients.dynamo, table, owner, signal, clock });
    try {
      await bringKnowledge(clients.s3, properties.Knowledge, signal);
      const outcome = await provision(await readRecords(clients.s3, { bucket, key, signal }), { store, log });
      if (turns) await renderAhead(outcome.brought, { turns, log });
      return { physicalId: `${table}/${owner}`, data: outcome.attributes };
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new OutOfTimeError(
        'the time was over before all records were written; deploy again, it goes on where it stopped',
        { cause: error },
      );
    }
  };
  return { properties: registryRecords, create: write, update: write, delete: async () => undefined };
}
