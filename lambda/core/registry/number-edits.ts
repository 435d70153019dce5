import type { Agent } from '../agents/agent';
import { variablesWithoutValue } from '../checks/agent';
import { InvalidInputError, NotFoundError } from '../errors';
import type { NumberRecord } from '../numbers/number';
import { suspension } from '../numbers/suspension';
import type { Registry } from './ports';

/** A number as it was and as it is. */
export interface NumberChange {
  before: NumberRecord;
  after: NumberRecord;
}

/** Called with the record that is about to be changed; throws where it must not be. */
export type Precondition = (record: NumberRecord) => void;

const always: Precondition = () => undefined;

/**
 * Gives a number to an agent, in one version or in whichever is current.
 *
 * @throws InvalidInputError where there is no such agent or version, or the number lacks values that it asks for.
 * @throws NotFoundError where there is no such number.
 */
export async function assign(
  number: string,
  { agent: id, version }: { agent: string; version?: string | undefined },
  registry: Registry,
  demand = always,
): Promise<NumberChange & { agent: Agent }> {
  const agent = await agentOf(id, version, registry);
  const changed = await registry.changes.editNumber(number, (record) => {
    demand(record);
    const { status, suspension, variables } = record;
    const missing = [...new Set(variablesWithoutValue(agent, variables).map(({ name }) => name))];
    if (missing.length > 0) {
      const message = `the number has no value for ${missing.join(', ')}, which agent ${id} asks for; import it with them`;
      throw new InvalidInputError('the assignment', [{ path: 'agent', message }]);
    }
    return { agent: id, agentVersion: version, status, suspension };
  });
  if (!changed) throw noSuchNumber(number);
  return { ...changed, agent };
}

/**
 * Suspends a number: who calls it is told so, and nobody answers.
 *
 * @param at milliseconds since the epoch.
 * @throws InvalidInputError for a faulty reason.
 * @throws NotFoundError where there is no such number.
 */
export async function suspend(
  number: string,
  { reason, at }: { reason: string; at: number },
  { changes }: Pick<Registry, 'changes'>,
  demand = always,
): Promise<NumberChange> {
  if (!suspension.shape.reason.safeParse(reason).success) {
    const message = `must have 1 to 500 characters; it has ${reason.length}`;
    throw new InvalidInputError('the suspension', [{ path: 'reason', message }]);
  }
  const changed = await changes.editNumber(number, (record) => {
    demand(record);
    const { agent, agentVersion, suspension: present } = record;
    // Suspended again, it is suspended since the first time.
    const since = present?.since ?? new Date(at).toISOString();
    return { agent, agentVersion, status: 'suspended', suspension: { reason, since } };
  });
  if (!changed) throw noSuchNumber(number);
  return changed;
}

/** Puts a suspended number back to work. @throws NotFoundError where there is no such number. */
export async function resume(
  number: string,
  { changes }: Pick<Registry, 'changes'>,
  demand = always,
): Promise<NumberChange> {
  const changed = await changes.editNumber(number, (record) => {
    demand(record);
    const { agent, agentVersion } = record;
    return { agent, agentVersion, status: 'active', suspension: undefined };
  });
  if (!changed) throw noSuchNumber(number);
  return changed;
}

export function noSuchNumber(number: string): NotFoundError {
  return new NotFoundError(
    `the registry has no number ${number}; npx byon numbers list shows those that it has`,
  );
}

async function agentOf(
  id: string,
  version: string | undefined,
  { changes, listing }: Registry,
): Promise<Agent> {
  const found =
    version === undefined ? (await changes.currentAgent(id))?.agent : await changes.findVersion(id, version);
  if (found) return found;
  const versions = (await listing.versions(id)).map((one) => one.version);
  const message =
    version === undefined || versions.length === 0
      ? `there is no agent ${id}; npx byon agents list shows those that there are`
      : `agent ${id} has no version ${version}; it has: ${versions.join(', ')}`;
  throw new InvalidInputError('the assignment', [{ path: 'agent', message }]);
}
