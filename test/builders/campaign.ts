import type * as z from 'zod';
import { DynamoCampaigns } from '../../lambda/adapters/dynamodb/campaign-store';
import { DynamoPaces } from '../../lambda/adapters/dynamodb/campaign-paces';
import { newCallee, type CalleeRecord } from '../../lambda/core/outbound/campaign/callee';
import type { CampaignRecord } from '../../lambda/core/outbound/campaign/campaign';
import { campaignSettings } from '../../lambda/core/outbound/campaign/settings';
import { IndexedTable } from '../../local/campaign/indexed-table';

/** A Monday, 12:00 in India: within the hours of the campaign. */
export const NOON = Date.parse('2026-11-23T12:00:00+05:30');
export const FROM = '+918041234567';
export const LIST = { sha256: 'a'.repeat(64), rows: 2 };

export type Settings = z.input<typeof campaignSettings>;

export function someSettings(changes: Partial<Settings> = {}): Settings {
  return {
    id: 'reminders',
    number: FROM,
    purpose: 'service',
    about: 'a reminder of an appointment',
    timeZone: 'Asia/Kolkata',
    endsAt: '2026-11-28T18:00',
    hours: { from: '10:00', to: '18:00' },
    retries: { busy: { waitMinutes: 10, times: 2 }, failed: { waitMinutes: 5, times: 1 } },
    ...changes,
  };
}

export function aCampaign(
  changes: Partial<CampaignRecord> = {},
  settings: Partial<Settings> = {},
): CampaignRecord {
  return {
    settings: campaignSettings.parse(someSettings(settings)),
    list: LIST,
    state: 'running',
    recent: '',
    createdAt: NOON,
    version: 1,
    ...changes,
  };
}

export function aCallee(row = 1, changes: Partial<CalleeRecord> = {}): CalleeRecord {
  const callee = String(row).padStart(64, '0');
  const number = `+9198${10_000_000 + row}`;
  return { ...newCallee({ callee, number, row, variables: {} }, NOON), ...changes };
}

/** The stores of the campaigns as they are deployed, on a table in memory. */
export function campaignStores() {
  const table = new IndexedTable();
  const client = { send: async (command: unknown) => table.serve(command) } as never;
  const options = { client, table: 'campaigns', ttlDays: 30 };
  return { store: new DynamoCampaigns(options), paces: new DynamoPaces(options) };
}
