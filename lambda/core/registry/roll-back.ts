import type { Agent } from '../agents/agent';
import { InvalidInputError, NotFoundError } from '../errors';
import type { Registry } from './ports';

/**
 * Makes an earlier version of an agent the current one. Calls in progress keep theirs, and so do numbers that were
 * assigned by version.
 *
 * @param to left out: the version that was current before.
 * @param demand throws where the version that is current must not be replaced.
 * @returns the version that is current now, and the one that it replaces.
 * @throws NotFoundError where there is no such agent.
 * @throws InvalidInputError where there is no such version, or it is current already.
 */
export async function rollBack(
  id: string,
  to: string | undefined,
  registry: Registry,
  demand: (version: string) => void = () => undefined,
): Promise<{ agent: Agent; from: string }> {
  const { changes } = registry;
  const current = await changes.currentAgent(id);
  if (!current) throw noSuchAgent(id);
  const { agent, former } = current;
  demand(agent.version);
  const version = to ?? former.at(-1);
  if (version === undefined) {
    throw await refused(id, 'no version is known to have been current before; name one', registry);
  }
  if (version === agent.version) throw await refused(id, `${version} is current already`, registry);
  const wanted = await changes.findVersion(id, version);
  if (!wanted) throw await refused(id, `there is no version ${version}`, registry);
  await changes.rollBack(wanted, agent.version, to === undefined ? former.slice(0, -1) : undefined);
  return { agent: wanted, from: agent.version };
}

export function noSuchAgent(id: string): NotFoundError {
  return new NotFoundError(`the registry has no agent ${id}; npx byon agents list shows those that it has`);
}

async function refused(
  id: string,
  why: string,
  { listing }: Pick<Registry, 'listing'>,
): Promise<InvalidInputError> {
  const versions = (await listing.versions(id)).map(({ version }) => version);
  const message = `${why}; agent ${id} has: ${versions.join(', ') || 'none'}`;
  return new InvalidInputError('the rollback', [{ path: 'to', message }]);
}
