import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { AwsTrouble } from '../../aws/trouble';
import type { Account } from '../../aws/account';
import type { Result } from '../result';

const check = 'credentials';

/** Who asks. Without an answer there is no use in asking AWS for more. */
export async function credentials(account: Account | undefined): Promise<Result> {
  if (!account) return { check, status: 'unknown', detail: 'not looked at, since no region is set' };
  try {
    const { Account: id, Arn } = await account.sts.send(new GetCallerIdentityCommand({}));
    return { check, status: 'ok', detail: `account ${id}, as ${Arn?.split(':').at(-1)}` };
  } catch (error) {
    if (!(error instanceof AwsTrouble)) throw error;
    const status = error.kind === 'credentials' ? 'blocker' : 'unknown';
    return { check, status, detail: error.message, next: error.next };
  }
}
