import type { Agent } from '../agents/agent';
import { transferTargets, variablesWithoutValue } from '../checks/agent';
import type { Finding } from '../checks/finding';
import { faultsOfNumber } from '../checks/number';
import { residencyFaults } from '../checks/residency';
import type { NumberRecord } from '../numbers/number';

/** What is wrong with a number that is to be registered, as far as the number alone tells. */
export function findingsOfNumber(record: NumberRecord): Finding[] {
  return [
    ...faultsOfNumber(record.number, record).map(({ path, message }) => ({
      path: path.length === 0 ? ['number'] : path,
      message,
    })),
    ...residencyFaults(record.number, record),
    ...suspensionFaults(record),
  ];
}

/**
 * What is wrong between a number and the agent that is to answer it.
 *
 * @param agentOf in one version, or in the current one.
 */
export async function findingsWithAgent(
  { number, agent: id, agentVersion, variables }: NumberRecord,
  agentOf: (id: string, version?: string) => Promise<Agent | undefined>,
): Promise<Finding[]> {
  const agent = await agentOf(id);
  const answering = agentVersion === undefined ? agent : await agentOf(id, agentVersion);
  if (!agent) {
    const message = `there is no agent ${id} in the registry; npx byon agents list shows those that there are`;
    return [{ path: ['agent'], message }];
  }
  if (!answering) {
    const message = `agent ${id} has no such version; npx byon agents show ${id} lists them`;
    return [{ path: ['agentVersion'], message }];
  }
  const missing = [...new Set(variablesWithoutValue(answering, variables).map(({ name }) => name))];
  const loops = transferTargets(answering).some(({ to }) => to === number);
  return [
    ...missing.map((name) => ({
      path: ['variables'],
      message: `lacks ${name}, which agent ${id} asks for`,
    })),
    ...(loops
      ? [{ path: ['agent'], message: `${id} transfers calls to this very number; name another agent` }]
      : []),
  ];
}

/** @param foreign routes that lead to other numbers. */
export function foreignRoutes(
  { routes }: Pick<NumberRecord, 'routes'>,
  foreign: ReadonlySet<string>,
): Finding[] {
  const message = 'leads to another number of the registry; take it off one of the two';
  return routes.flatMap((route, i) => (foreign.has(route) ? [{ path: ['routes', i], message }] : []));
}

function suspensionFaults({ status, suspension }: NumberRecord): Finding[] {
  if (status === 'suspended' || !suspension) return [];
  return [
    { path: ['suspension'], message: 'is that of a suspended number, and this one is active; remove it' },
  ];
}
