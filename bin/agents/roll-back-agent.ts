import { rollBack } from '../../lambda/core/registry/roll-back';
import { afterDeployOfAgent } from '../registry/next-deploy';
import { withRegistry, type RegistryOptions } from '../registry/open-registry';
import type { Output } from '../registry/output';
import { AGENT_EFFECTIVE } from './effective';

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
    const { agent, from } = await rollBack(id, to, registry);
    output.write(
      `Agent ${id} is back in version ${agent.version}, from ${from}. ${AGENT_EFFECTIVE}\n` +
        `${await afterDeployOfAgent(id, registry)}\n`,
    );
  });
}
