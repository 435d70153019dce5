import { InvalidInputError } from '../../lambda/core/errors';
import { assign } from '../../lambda/core/registry/number-edits';
import { afterDeployOfNumber } from '../registry/next-deploy';
import { withRegistry, type RegistryOptions } from '../registry/open-registry';
import type { Output } from '../registry/output';
import { EFFECTIVE } from './effective';
import { numberArgument } from './number-argument';

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
    const { agent, before } = await assign(number, { agent: id, version }, registry);
    const what =
      version === undefined ? `in its current version (now ${agent.version})` : `in version ${version}`;
    output.write(`${number} is answered by ${id}, ${what}; before: ${told(before)}. ${EFFECTIVE}\n`);
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
