import { findingsWithNumbers } from '../../lambda/core/registry/agent-findings';
import { afterDeployOfAgent } from '../registry/next-deploy';
import { withRegistry, type RegistryOptions } from '../registry/open-registry';
import type { Output } from '../registry/output';
import { AGENT_EFFECTIVE } from './effective';
import { readAgent } from './read-agent';

export interface PutAgentOptions extends RegistryOptions {
  /** The settings, as they stand under the agent's id in a config. */
  file: string;
}

/**
 * Makes a new version of an agent of a file, and makes it the current one.
 *
 * @throws InvalidInputError with every fault of the file, also against the numbers of the registry and against what
 * the stack was deployed with.
 */
export async function putAgent(
  id: string,
  { file, ...options }: PutAgentOptions,
  output: Output = process.stdout,
): Promise<void> {
  const read = readAgent(id, file);
  const { agent } = read;
  await withRegistry(options, async (registry) => {
    const findings = [
      ...(await registry.missing(agent)),
      ...(await findingsWithNumbers(agent, registry.listing.numbers({ agent: id }))),
    ];
    if (findings.length > 0) throw read.refuse(findings);
    const replaced = await registry.changes.putAgent(agent);
    if (replaced === agent.version) {
      output.write(
        `Agent ${id} is in version ${agent.version} already: these settings are the current ones.\n`,
      );
      return;
    }
    const before = replaced === undefined ? 'it is new' : `in place of ${replaced}`;
    output.write(
      `Agent ${id} is in version ${agent.version}, ${before}. ${AGENT_EFFECTIVE}\n` +
        `${await afterDeployOfAgent(id, registry)}\n`,
    );
    if (replaced !== undefined) output.write(`Back: npx byon agents rollback ${id}\n`);
  });
}
