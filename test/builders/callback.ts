import { DynamoCallbacks } from '../../lambda/adapters/dynamodb/callback-store';
import type { CallbackRecord } from '../../lambda/core/calls/callback';
import { IndexedTable } from '../../local/campaign/indexed-table';
import { AT, FROM, TO } from './dial-desk';

/** A wish to be called back at the time of the dial desk, one hour after the call. */
export function aCallback(changes: Partial<CallbackRecord> = {}): CallbackRecord {
  return {
    number: TO,
    companyNumber: FROM,
    agent: 'reception',
    callId: 'call-1',
    at: AT,
    timeZone: 'America/New_York',
    note: 'Wants the X-ray report.',
    askedAt: AT - 3_600_000,
    status: 'waiting',
    attempt: 1,
    nextAt: AT,
    ...changes,
  };
}

/** The store of callbacks as it is deployed, on a table in memory. */
export function callbackStore(): DynamoCallbacks {
  const table = new IndexedTable();
  const client = { send: async (command: unknown) => table.serve(command) } as never;
  return new DynamoCallbacks({ client, table: 'calls', ttlDays: 30 });
}
