import { resume, suspend } from '../../lambda/core/registry/number-edits';
import { afterDeployOfNumber } from '../registry/next-deploy';
import { withRegistry, type RegistryOptions } from '../registry/open-registry';
import type { Output } from '../registry/output';
import { EFFECTIVE } from './effective';
import { numberArgument } from './number-argument';

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
  await withRegistry(options, async (registry) => {
    const { before } = await suspend(number, { reason, at: registry.clock.now() }, registry);
    const again = before.status === 'suspended' ? ', as it was; the reason is noted' : '';
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
    const { before } = await resume(number, registry);
    if (before.status === 'active') {
      output.write(`${number} is active, as it was.\n`);
      return;
    }
    const { reason } = before.suspension ?? {};
    output.write(
      `${number} is active again${reason === undefined ? '' : `; it was suspended for: ${reason}`}. ${EFFECTIVE}\n`,
    );
    output.write(`${await afterDeployOfNumber(number, 'status', registry)}\n`);
  });
}
