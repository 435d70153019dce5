import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecretCalleeHash } from '../../lambda/adapters/secret-callee-hash';
import type { CalleeHash } from '../../lambda/core/compliance/callee-hash';
import { connection } from '../aws/connection';
import { guard } from '../aws/guard';
import { outputOf } from '../dial/dial-function';
import { withRegistry, type OpenRegistry, type RegistryOptions } from '../registry/open-registry';

/** A registry, and the hashes by which it names callees. */
export interface OpenCallees extends OpenRegistry {
  callees: CalleeHash;
}

/** As `withRegistry`, for what a stack keeps of callees. @throws ByonError where it keeps nothing. */
export async function withCallees<T>(
  options: RegistryOptions,
  work: (registry: OpenCallees) => Promise<T>,
): Promise<T> {
  return withRegistry(options, async (registry) => {
    const arn = await outputOf(options, 'CalleeKey');
    const client = guard(new SecretsManagerClient(connection(options)), {
      'SecretsManagerClient/GetSecretValueCommand': 'secretsmanager:GetSecretValue',
    });
    try {
      return await work({
        ...registry,
        callees: SecretCalleeHash.of({ client, arn, clock: registry.clock }),
      });
    } finally {
      client.destroy();
    }
  });
}
