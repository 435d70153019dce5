import { InvalidInputError } from '../../lambda/core/errors';
import { variablesWithoutValue } from '../../lib/config/checks/agent';
import { afterDeployOfNumber } from '../registry/next-deploy';
import { withRegistry, type OpenRegistry, type RegistryOptions } from '../registry/open-registry';
import type { Output } from '../registry/output';
import { EFFECTIVE } from './effective';
import { noSuchNumber, numberArgument } from './number-argument';

/**
 * Gives a number to an agent, in one version or in whichever is current.
 *
 * @param wanted as in `reception`, `reception@CURRENT` or `reception@0f3a9c21d4e5`.
 * @throws InvalidInputError where there is no such agent or version, or the number lacks values that it asks for.
 * @throws NotFoundError where there is no such number.
 */
export async function assignNumber(
  text: string,
  wanted: string,
  options: RegistryOptions,
  output: Output = process.stdout,
): Promise<void> {
  const number = numberArgument(text);
  const { id, version } = agentArgument(wanted);
  await withRegistry(options, async (registry) => {
    const { changes, stack } = registry;
    const agent = await agentOf(id, version, registry);
    const changed = await changes.editNumber(number, ({ status, suspension, variables }) => {
      const missing = [...new Set(variablesWithoutValue(agent, variables).map(({ name }) => name))];
      if (missing.length > 0) {
        const message = `${number} has no value for ${missing.join(', ')}, which agent ${id} asks for; import it with them`;
        throw new InvalidInputError('AGENT', [{ path: '', message }]);
      }
      return { agent: id, agentVersion: version, status, suspension };
    });
    if (!changed) throw noSuchNumber(number, stack);
    const what =
      version === undefined ? `in its current version (now ${agent.version})` : `in version ${version}`;
    const before = told(changed.before);
    output.write(`${number} is answered by ${id}, ${what}; before: ${before}. ${EFFECTIVE}\n`);
    output.write(`${await afterDeployOfNumber(number, 'agent', registry)}\n`);
  });
}

function told({ agent, agentVersion }: { agent: string; agentVersion?: string | undefined }): string {
  return agentVersion === undefined ? agent : `${agent}@${agentVersion}`;
}

function agentArgument(text: string): { id: string; version: string | undefined } {
  const [id = '', version, ...rest] = text.split('@');
  if (id !== '' && version !== '' && rest.length === 0) {
    return { id, version: version === 'CURRENT' ? undefined : version };
  }
  const message = `must be AGENT, AGENT@CURRENT or AGENT@VERSION; it is ${text}`;
  throw new InvalidInputError('AGENT', [{ path: '', message }]);
}

async function agentOf(id: string, version: string | undefined, { changes, listing }: OpenRegistry) {
  const found =
    version === undefined ? (await changes.currentAgent(id))?.agent : await changes.findVersion(id, version);
  if (found) return found;
  const versions = (await listing.versions(id)).map((one) => one.version);
  const message =
    version === undefined || versions.length === 0
      ? `there is no agent ${id}; npx byon agents list shows those that there are`
      : `agent ${id} has no version ${version}; it has: ${versions.join(', ')}`;
  throw new InvalidInputError('AGENT', [{ path: '', message }]);
}
