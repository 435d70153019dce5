import { DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Account } from './account';
import { AwsTrouble } from './trouble';

/** What is wrong with a secret, and how to mend it. */
export interface SecretFault {
  /** As in `is empty`. */
  fault: string;
  next?: string;
}

/** @param id name or ARN. @returns its text, what is wrong with it, or `missing` where there is no such secret. */
export async function readSecret(
  { secrets }: Pick<Account, 'secrets'>,
  id: string,
): Promise<{ text: string } | SecretFault | 'missing'> {
  try {
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: id }));
    return { text: SecretString };
  } catch (error) {
    if (!(error instanceof AwsTrouble)) throw error;
    if (error.code === 'InvalidRequestException') {
      const next = `aws secretsmanager restore-secret --secret-id ${id}`;
      return { fault: 'is scheduled for deletion', next };
    }
    if (error.code !== 'ResourceNotFoundException') throw error;
    return (await exists({ secrets }, id)) ? { fault: 'is empty' } : 'missing';
  }
}

/**
 * Reads a secret and judges it. Its text goes to `judge` and nowhere else.
 *
 * @param id name or ARN.
 * @param judge says what is wrong with the text, without any of it.
 * @returns undefined where nothing is wrong, and `missing` where there is no such secret.
 */
export async function faultOfSecret(
  account: Account,
  id: string,
  judge: (text: string) => string | undefined,
): Promise<SecretFault | 'missing' | undefined> {
  const found = await readSecret(account, id);
  if (found === 'missing' || 'fault' in found) return found;
  const fault = judge(found.text);
  return fault === undefined ? undefined : { fault };
}

/** A secret without a value and one that is not there answer the same to a read. */
async function exists({ secrets }: Pick<Account, 'secrets'>, SecretId: string): Promise<boolean> {
  try {
    await secrets.send(new DescribeSecretCommand({ SecretId }));
    return true;
  } catch (error) {
    if (error instanceof AwsTrouble && error.code === 'ResourceNotFoundException') return false;
    throw error;
  }
}
