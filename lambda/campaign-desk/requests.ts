import * as z from 'zod';
import { identifier } from '../core/agents/identifier';
import { listRow } from '../core/outbound/campaign/list';
import { campaignRecord, campaignState, type CampaignRecord } from '../core/outbound/campaign/campaign';
import type { CampaignReport } from '../core/outbound/campaign/report';
import type { Fault } from '../core/errors';

const { list } = campaignRecord.shape;
const { sha256 } = list.shape;

/** So many rows fit into the time of one invocation, where they are short enough for it. */
export const ROWS_AT_A_TIME = 500;

/** What `npx byon campaign` asks of the function. */
export const deskRequest = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('rules'), settings: z.unknown() }),
  z.strictObject({ action: z.literal('open'), settings: z.unknown(), list }),
  z.strictObject({
    action: z.literal('load'),
    id: identifier,
    sha256,
    rows: z.array(listRow).min(1).max(ROWS_AT_A_TIME),
  }),
  z.strictObject({ action: z.literal('start'), id: identifier, sha256 }),
  z.strictObject({ action: z.enum(['pause', 'resume', 'stop', 'report']), id: identifier }),
]);
export type DeskRequest = z.input<typeof deskRequest>;

/** What the function answers: what was asked for, or why not. */
export const deskAnswer = z.union([
  z.object({ id: identifier, state: campaignState }),
  z.object({ rules: z.object({ countries: z.array(z.string()), variables: z.array(z.string()) }) }),
  z.object({ report: z.custom<CampaignReport>((value) => typeof value === 'object') }),
  z.object({ refused: z.string(), faults: z.array(z.custom<Fault>()).optional() }),
]);
export type DeskAnswer = z.infer<typeof deskAnswer>;

export function stateOf({ settings: { id }, state }: CampaignRecord): { id: string; state: string } {
  return { id, state };
}
