import { InvalidInputError } from '../../lambda/core/errors';
import { suspension } from '../../lambda/core/numbers/suspension';
import { afterDeployOfNumber } from '../registry/next-deploy';
import { withRegistry, type RegistryOptions } from '../registry/open-registry';
import type { Output } from '../registry/output';
import { EFFECTIVE } from './effective';
import { noSuchNumber, numberArgument } from './number-argument';

export interface SuspendOptions extends RegistryOptions {
  /** Kept in the record. */
  reason: string;
}

/**
 * Suspends a number: who calls it is told so, and nobody answers.
 *
 * @throws InvalidInputError for a faulty number or reason.
 * @throws NotFoundError where there is no such number.
 */
export async function suspendNumber(
  text: string,
  { reason, ...options }: SuspendOptions,
  output: Output = process.stdout,
): Promise<void> {
  const number = numberArgument(text);
  if (!suspension.shape.reason.safeParse(reason).success) {
    const message = `must have 1 to 500 characters; it has ${reason.length}`;
    throw new InvalidInputError('--reason', [{ path: '', message }]);
  }
  await withRegistry(options, async (registry) => {
    const since = new Date(registry.clock.now()).toISOString();
    const changed = await registry.changes.editNumber(number, ({ agent, agentVersion, suspension }) => ({
      agent,
      agentVersion,
      status: 'suspended',
      // Suspended again, it is suspended since the first time.
      suspension: { reason, since: suspension?.since ?? since },
    }));
    if (!changed) throw noSuchNumber(number, registry.stack);
    const again = changed.before.status === 'suspended' ? ', as it was; the reason is noted' : '';
    output.write(`${number} is suspended${again}. ${EFFECTIVE} Calls that go on are not ended.\n`);
    output.write(`${await afterDeployOfNumber(number, 'status', registry)}\n`);
  });
}

/** Puts a suspended number back to work. @throws as `suspendNumber`. */
export async function resumeNumber(
  text: string,
  options: RegistryOptions,
  output: Output = process.stdout,
): Promise<void> {
  const number = numberArgument(text);
  await withRegistry(options, async (registry) => {
    const changed = await registry.changes.editNumber(number, ({ agent, agentVersion }) => ({
      agent,
      agentVersion,
      status: 'active',
      suspension: undefined,
    }));
    if (!changed) throw noSuchNumber(number, registry.stack);
    if (changed.before.status === 'active') {
      output.write(`${number} is active, as it was.\n`);
      return;
    }
    const { reason } = changed.before.suspension ?? {};
    output.write(
      `${number} is active again${reason === undefined ? '' : `; it was suspended for: ${reason}`}. ${EFFECTIVE}\n`,
    );
    output.write(`${await afterDeployOfNumber(number, 'status', registry)}\n`);
  });
}
