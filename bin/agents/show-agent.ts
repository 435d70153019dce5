import { stringify } from 'yaml';
import { withRegistry } from '../registry/open-registry';
import { columnsOf, type Output } from '../registry/output';
import type { AgentsOptions } from './list-agents';
import { noSuchAgent } from './no-such-agent';

/** Tells an agent's settings and its versions: which is current, when each was saved, and by whom if that is known. */
export async function showAgent(
  id: string,
  { json, ...options }: AgentsOptions,
  output: Output = process.stdout,
): Promise<void> {
  await withRegistry(options, async ({ changes, listing, place }) => {
    const current = await changes.currentAgent(id);
    if (!current) throw noSuchAgent(id, place);
    const { agent, former } = current;
    const versions = await listing.versions(id);
    if (json) {
      output.write(`${JSON.stringify({ ...agent, versions, former })}\n`);
      return;
    }
    const { id: _id, version: _version, ...settings } = agent;
    const before = former.at(-1);
    const rows = versions.map(({ version, savedAt = '-', savedBy = '-' }) => [
      version,
      savedAt,
      savedBy,
      version === agent.version ? 'current' : version === before ? 'before: rollback goes here' : '',
    ]);
    for (const line of columnsOf([['version', 'saved', 'by', ''], ...rows])) output.write(`${line}\n`);
    output.write(`\n${stringify(settings)}`);
  });
}
