import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { keyIn } from '../../lambda/adapters/secrets-key-ring';
import { InvalidInputError } from '../../lambda/core/errors';
import { connection, type AwsOptions } from '../aws/connection';
import { guard, type AllowedCalls } from '../aws/guard';
import { AwsTrouble } from '../aws/trouble';
import { askForKey, type Terminal } from './ask-for-key';
import { findSecret, type SecretPlace, type WhereToLook } from './find-secret';
import { faultOfKey } from './key-fault';
import { KeyNotSetError } from './key-not-set-error';

export interface SetKeyOptions extends AwsOptions, WhereToLook {}

const ALLOWED_CALLS = {
  'CloudFormationClient/DescribeStacksCommand': 'cloudformation:DescribeStacks',
  'SecretsManagerClient/PutSecretValueCommand': 'secretsmanager:PutSecretValue',
} as const satisfies AllowedCalls;

/**
 * Puts a provider's key into its secret.
 *
 * @throws InvalidInputError for a faulty config, a provider that no agent uses, or a text that is no key.
 * @throws KeyNotSetError when there is no secret, or AWS does not take the key.
 */
export async function setKey(
  provider: string,
  options: SetKeyOptions,
  terminal: Terminal = { input: process.stdin, output: process.stdout },
): Promise<void> {
  const stacks = guard(new CloudFormationClient(connection(options)), ALLOWED_CALLS);
  const secrets = guard(new SecretsManagerClient(connection(options)), ALLOWED_CALLS);
  try {
    const place = await findSecret(provider, options, stacks);
    const key = await askedKey(provider, terminal);
    await put(secrets, place, key);
    terminal.output.write(`The key of ${provider} is in ${place.told}. Agents use it within five minutes.\n`);
  } catch (error) {
    if (!(error instanceof AwsTrouble)) throw error;
    throw new KeyNotSetError(`The key was not stored: ${error.message}. Next: ${error.next}.`);
  }
}

async function askedKey(provider: string, terminal: Terminal): Promise<string> {
  const text = await askForKey(`Key of ${provider}`, terminal);
  if (text === undefined) throw new KeyNotSetError('No key was given, and nothing was stored.');
  const fault = faultOfKey(text);
  const key = keyIn(text);
  if (fault === undefined && key !== undefined) return key;
  throw new InvalidInputError(`the key of ${provider}`, [
    { path: '', message: `it ${fault}; nothing was stored. Copy the key once more, alone and whole` },
  ]);
}

async function put(secrets: SecretsManagerClient, { id, told }: SecretPlace, key: string): Promise<void> {
  try {
    await secrets.send(new PutSecretValueCommand({ SecretId: id, SecretString: key }));
  } catch (error) {
    if (!(error instanceof AwsTrouble) || error.code !== 'ResourceNotFoundException') throw error;
    throw new KeyNotSetError(
      `The key was not stored: ${told} is not in this account and region. ` +
        'Look at its name and at --region, or make it first: aws secretsmanager create-secret --name NAME.',
    );
  }
}
