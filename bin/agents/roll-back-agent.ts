import { InvalidInputError } from '../../lambda/core/errors';
import { afterDeployOfAgent } from '../registry/next-deploy';
import { withRegistry, type OpenRegistry, type RegistryOptions } from '../registry/open-registry';
import type { Output } from '../registry/output';
import { AGENT_EFFECTIVE } from './effective';
import { noSuchAgent } from './no-such-agent';

export interface RollBackOptions extends RegistryOptions {
  /** The version; the one that was current before where none is named. */
  to?: string;
}

/**
 * Makes an earlier version of an agent the current one. Calls in progress keep theirs, and so do numbers that were
 * assigned by version.
 *
 * @throws NotFoundError where there is no such agent.
 * @throws InvalidInputError where there is no such version, or it is current already.
 * @throws LostRaceError where somebody else has just changed the agent.
 */
export async function rollBackAgent(
  id: string,
  { to, ...options }: RollBackOptions,
  output: Output = process.stdout,
): Promise<void> {
  await withRegistry(options, async (registry) => {
    const { changes, stack } = registry;
    const current = await changes.currentAgent(id);
    if (!current) throw noSuchAgent(id, stack);
    const { agent, former } = current;
    const version = to ?? former.at(-1);
    if (version === undefined) {
      throw await refused(id, 'no version is known to have been current before; name one', registry);
    }
    if (version === agent.version) throw await refused(id, `${version} is current already`, registry);
    const wanted = await changes.findVersion(id, version);
    if (!wanted) throw await refused(id, `there is no version ${version}`, registry);
    await changes.rollBack(wanted, agent.version, to === undefined ? former.slice(0, -1) : undefined);
    output.write(
      `Agent ${id} is back in version ${version}, from ${agent.version}. ${AGENT_EFFECTIVE}\n` +
        `${await afterDeployOfAgent(id, registry)}\n`,
    );
  });
}

async function refused(id: string, why: string, { listing }: OpenRegistry): Promise<InvalidInputError> {
  const versions = (await listing.versions(id)).map(({ version }) => version);
  const message = `${why}; agent ${id} has: ${versions.join(', ') || 'none'}`;
  return new InvalidInputError('--to', [{ path: '', message }]);
}
