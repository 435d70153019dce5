import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Stage } from './stage';

/** In no log. */
export const PROVIDER_KEY = 'sk-planted-0123456789abcdef';

/** Gives the stack the key of its provider, which takes no other one. */
export async function giveKey({
  aws,
  openai,
  stack,
}: Pick<Stage, 'aws' | 'openai' | 'stack'>): Promise<void> {
  const { physicalId: SecretId } = await stack.resource('AWS::SecretsManager::Secret', 'ByonKeys');
  await aws.secrets.send(new PutSecretValueCommand({ SecretId, SecretString: PROVIDER_KEY }));
  openai.keys = [PROVIDER_KEY];
}
