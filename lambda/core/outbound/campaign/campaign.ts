import * as z from 'zod';
import { ByonError } from '../../errors';
import { campaignSettings } from './settings';

export const campaignState = z
  .enum(['loading', 'running', 'paused', 'stopping', 'stopped', 'finished'])
  .describe('stopping: calls are still under way. stopped and finished are for ever.');
export type CampaignState = z.infer<typeof campaignState>;

/** `CAMPAIGN#<id> / CAMPAIGN`. Times are milliseconds since the epoch. */
export const campaignRecord = z.strictObject({
  settings: campaignSettings,
  list: z
    .strictObject({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      rows: z.int().min(1),
    })
    .describe('The file that it was started with. Another one is another campaign.'),
  state: campaignState,
  reason: z.string().optional().describe('Why it is paused.'),
  recent: z.string().describe('What became of the latest dials at the carrier, for the breaker.'),
  createdAt: z.int(),
  startedAt: z.int().optional(),
  endedAt: z.int().optional(),
  version: z.int().min(1).describe('Counts the changes.'),
});
export type CampaignRecord = z.infer<typeof campaignRecord>;

export type CampaignCommand = 'start' | 'pause' | 'resume' | 'stop';

const COMMANDS: Record<CampaignCommand, { from: readonly CampaignState[]; to: CampaignState }> = {
  start: { from: ['loading'], to: 'running' },
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  stop: { from: ['loading', 'running', 'paused'], to: 'stopping' },
};

/** Whether something is left to do for it. */
export function isActive({ state }: Pick<CampaignRecord, 'state'>): boolean {
  return state === 'running' || state === 'paused' || state === 'stopping';
}

/**
 * @param reason kept where it pauses.
 * @returns the campaign after a command; the same one where it is as commanded already.
 * @throws ByonError where its state does not let it.
 */
export function commanded(
  campaign: CampaignRecord,
  command: CampaignCommand,
  now: number,
  reason?: string,
): CampaignRecord {
  const { from, to } = COMMANDS[command];
  const { state } = campaign;
  if (state === to || (command === 'stop' && state === 'stopped')) return campaign;
  if (!from.includes(state)) {
    throw new ByonError(
      `campaign ${campaign.settings.id} is ${state}, so that it cannot ${command}; it can when it is ${from.join(' or ')}`,
    );
  }
  const { reason: _, ...rest } = campaign;
  return {
    ...rest,
    state: to,
    ...(to === 'paused' && { reason: reason ?? 'by command' }),
    ...(command === 'start' && { startedAt: now }),
    // What was paused by the breaker would trip it again at once.
    ...(command === 'resume' && { recent: '' }),
  };
}

/** Nothing is left to do for it. */
export function ended(campaign: CampaignRecord, now: number): CampaignRecord {
  const state = campaign.state === 'stopping' ? 'stopped' : 'finished';
  return { ...campaign, state, endedAt: now };
}
