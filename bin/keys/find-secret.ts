import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { InvalidInputError } from '../../lambda/core/errors';
import { loadConfig } from '../../lib/config';
import { deployedStack, keyOutputOf } from '../aws/deployed-stack';
import { providersWithKey } from '../aws/providers';
import { KeyNotSetError } from './key-not-set-error';

export interface SecretPlace {
  /** Name or ARN. */
  id: string;
  /** As a person calls it. */
  told: string;
}

export interface WhereToLook {
  config: string;
  stack: string;
  /** Name or ARN of the secret, where it is neither the config's nor the stack's. */
  secret?: string;
}

/**
 * Finds the secret of a provider: the one that is named, else the config's, else the one that the stack made.
 *
 * @throws InvalidInputError for a faulty config and for a provider that no agent uses.
 * @throws KeyNotSetError where there is no secret yet.
 */
export async function findSecret(
  provider: string,
  { config, stack, secret }: WhereToLook,
  stacks: CloudFormationClient,
): Promise<SecretPlace> {
  const inConfig = secretInConfig(provider, config);
  // What stands behind --secret or PROVIDER may be a key, put there by mistake, and is never repeated.
  if (secret !== undefined) return { id: secret, told: 'the secret that --secret names' };
  if (inConfig !== undefined) return { id: inConfig, told: `secret ${inConfig}` };
  return secretOfStack(provider, stack, stacks);
}

/** @returns undefined where the stack makes the secret. */
function secretInConfig(provider: string, file: string): string | undefined {
  const wanted = providersWithKey(loadConfig(file));
  const found = wanted.find((one) => one.provider === provider);
  if (found) return found.secret;
  const known = wanted.map((one) => one.provider).join(', ') || 'none';
  const message = `no agent in ${file} uses this provider with a key; those that are used: ${known}`;
  throw new InvalidInputError('PROVIDER', [{ path: '', message }]);
}

async function secretOfStack(
  provider: string,
  name: string,
  stacks: CloudFormationClient,
): Promise<SecretPlace> {
  const stack = await deployedStack(stacks, name);
  const arn = stack?.outputs.get(keyOutputOf(provider));
  if (arn !== undefined) return { id: arn, told: `the secret of stack ${name}` };
  const why = stack ? `stack ${name} has no secret for ${provider}` : `there is no stack ${name}`;
  throw new KeyNotSetError(
    `The key of ${provider} has no place yet: ${why} in this account and region. ` +
      'Deploy first (npx cdk deploy), or say --region, --stack, or --secret with the name of a secret of yours.',
  );
}
