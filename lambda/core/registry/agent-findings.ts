import type { Agent } from '../agents/agent';
import { transferTargets, variablesWithoutValue } from '../checks/agent';
import type { Finding } from '../checks/finding';
import type { NumberRecord } from '../numbers/number';

/**
 * Values that the agent asks for and some of its numbers do not give, and a transfer that leads back to it.
 *
 * @param records the numbers that are assigned to it.
 */
export async function findingsWithNumbers(
  agent: Agent,
  records: AsyncIterable<NumberRecord>,
): Promise<Finding[]> {
  const asked = variablesWithoutValue(agent, {});
  const targets = transferTargets(agent);
  const without = new Map(asked.map(({ name }) => [name, 0]));
  const loops = new Set<string>();
  let numbers = 0;
  for await (const { number, variables, agentVersion } of records) {
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
