import { NotFoundError } from '../../errors';
import type { CampaignRecord } from './campaign';
import type { CampaignStore } from './ports';

/** Each attempt that fails means that somebody else's has succeeded. */
const ATTEMPTS = 20;

/**
 * Changes a campaign, whoever else does so at the same time.
 *
 * @param change may give the same record back: then nothing is written.
 * @throws NotFoundError where there is no such campaign; whatever `change` throws.
 */
export async function amend(
  store: Pick<CampaignStore, 'find' | 'replace'>,
  id: string,
  change: (campaign: CampaignRecord) => CampaignRecord,
): Promise<CampaignRecord> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = await store.find(id);
    if (!known) throw new NotFoundError(`there is no campaign ${id}; npx byon campaign start makes one`);
    const changed = change(known);
    if (changed === known) return known;
    const next = { ...changed, version: known.version + 1 };
    if (await store.replace(next)) return next;
  }
  throw new Error(`campaign ${id} was changed by others ${ATTEMPTS} times in a row; try again`);
}
