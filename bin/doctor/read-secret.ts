import { DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { AwsTrouble } from '../aws/trouble';
import type { Account } from './account';

/** What is wrong with a secret, and how to mend it. */
export interface SecretFault {
  /** As in `is empty`. */
  fault: string;
  next?: string;
}

/**
 * Reads a secret and judges it. Its text goes to `judge` and nowhere else.
 *
 * @param id name or ARN.
 * @param judge says what is wrong with the text, without any of it.
 * @returns undefined where nothing is wrong, and `missing` where there is no such secret.
 */
export async function faultOfSecret(
  { secrets }: Account,
  id: string,
  judge: (text: string) => string | undefined,
): Promise<SecretFault | 'missing' | undefined> {
  try {
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: id }));
    const fault = judge(SecretString);
    return fault === undefined ? undefined : { fault };
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
