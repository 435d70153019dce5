import { DynamoRegistryStore } from '../../lambda/adapters/dynamodb/registry-store';
import type { Agent } from '../../lambda/core/agents/agent';
import { transferTargets, variablesWithoutValue } from '../../lib/config/checks/agent';
import type { Finding } from '../../lib/private/finding';
import { afterDeployOfAgent } from '../registry/next-deploy';
import { withRegistry, type OpenRegistry, type RegistryOptions } from '../registry/open-registry';
import type { Output } from '../registry/output';
import { AGENT_EFFECTIVE } from './effective';
import { readAgent } from './read-agent';
import { rightsMissing } from './stack-rights';

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
      ...rightsMissing(agent, await deployedAgents(registry)),
      ...(await numberFindings(agent, registry)),
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

/** The agents as the config of the stack had them when it was last deployed. */
async function deployedAgents({ client, table, clock, owner }: OpenRegistry): Promise<Partial<Agent>[]> {
  const signal = new AbortController().signal;
  const written = await new DynamoRegistryStore({ client, table, clock, owner, signal }).written();
  return [...written].flatMap(([key, { settings }]) =>
    key.startsWith('AGENT#') ? [settings as Partial<Agent>] : [],
  );
}

/** Values that the agent asks for and some of its numbers do not give, and a transfer that leads back to it. */
async function numberFindings(agent: Agent, { listing }: OpenRegistry): Promise<Finding[]> {
  const asked = variablesWithoutValue(agent, {});
  const targets = transferTargets(agent);
  const without = new Map(asked.map(({ name }) => [name, 0]));
  const loops = new Set<string>();
  let numbers = 0;
  for await (const { number, variables, agentVersion } of listing.numbers({ agent: agent.id })) {
    // A number that is assigned to a version does not meet the new one.
    if (agentVersion !== undefined) continue;
    numbers += 1;
    for (const name of without.keys()) {
      if (!Object.hasOwn(variables, name)) without.set(name, without.get(name)! + 1);
    }
    if (targets.some(({ to }) => to === number)) loops.add(number);
  }
  return [
    ...asked
      .filter(({ name }) => numbers === 0 || without.get(name)! > 0)
      .map(({ name, asker }) => ({
        path: [asker],
        message:
          numbers === 0
            ? `{{${name}}} has no value; add ${name} to the variables of the agent`
            : `{{${name}}} has no value at ${without.get(name)} of the agent's ${numbers} numbers; add ${name} to ` +
              'the variables of the agent, or import those numbers with it',
      })),
    ...targets
      .filter(({ to }) => loops.has(to))
      .map(({ path }) => ({
        path,
        message: 'leads back to this agent, which answers that number; name a number that a human answers',
      })),
  ];
}
