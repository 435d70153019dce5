import { DynamoConsents } from '../../lambda/adapters/dynamodb/consent-store';
import { revokeConsents as revoke } from '../../lambda/core/compliance/consent-input';
import { numberArgument } from '../numbers/number-argument';
import type { RegistryOptions } from '../registry/open-registry';
import type { Output } from '../registry/output';
import { withCallees } from './open-callees';

export interface RevokeOptions extends RegistryOptions {
  /** Only this consent; all of the callee where none is named. */
  id?: string;
}

/** Revokes consents of a callee: they count no longer, from the next dial on. */
export async function revokeConsents(
  text: string,
  { id, ...options }: RevokeOptions,
  output: Output = process.stdout,
): Promise<void> {
  const number = numberArgument(text);
  await withCallees(options, async (registry) => {
    const callee = await registry.callees.of(number);
    const at = registry.clock.now();
    const revoked = await revoke({ callee, id, at }, new DynamoConsents(registry));
    output.write(
      revoked.length === 0
        ? `${number} has no consent that is not revoked. Nothing was changed.\n`
        : `${number}: revoked ${revoked.join(', ')}. It holds from the next dial on.\n`,
    );
  });
}
