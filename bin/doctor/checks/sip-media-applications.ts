import { ListSipMediaApplicationsCommand } from '@aws-sdk/client-chime-sdk-voice';
import { CHIME_REGIONS } from '../../../lib/endpoint/chime-regions';
import { AwsTrouble } from '../../aws/trouble';
import type { Account } from '../../aws/account';
import { asking, unknown, type Check } from '../preflight';
import type { Result } from '../result';

const NAME = 'SIP applications';

/**
 * Whether the account may have SIP media applications. No call of AWS tells; an account that has one keeps the
 * right to more. https://docs.aws.amazon.com/chime-sdk/latest/ag/sip-applications-maintenance-mode.html
 */
export const sipMediaApplications: Check = {
  name: NAME,
  look: (preflight) =>
    asking(NAME, preflight, async (account) => {
      const asked = await Promise.all(CHIME_REGIONS.map((region) => askedIn(region, account)));
      const places = asked.filter(({ found }) => found).map(({ region }) => region);
      if (places.length > 0) {
        const detail = `this account has SIP media applications, in ${places.join(', ')}`;
        return [{ check: NAME, status: 'ok', detail }];
      }
      const { trouble } = asked.find((one) => one.trouble) ?? {};
      return [trouble ? unknown(NAME, trouble) : none()];
    }),
};

/** A region that an organisation shuts off says nothing about the others. */
async function askedIn(
  region: string,
  account: Account,
): Promise<{ region: string; found: boolean; trouble?: AwsTrouble }> {
  try {
    const { SipMediaApplications = [] } = await account
      .chime(region)
      .send(new ListSipMediaApplicationsCommand({ MaxResults: 1 }));
    return { region, found: SipMediaApplications.length > 0 };
  } catch (error) {
    if (error instanceof AwsTrouble) return { region, found: false, trouble: error };
    throw error;
  }
}

function none(): Result {
  return {
    check: NAME,
    status: 'warning',
    detail:
      'this account has no SIP media application in any region, and AWS takes no new customers for them ' +
      'since 2026-10-29; a deploy is likely to be refused',
    next:
      'deploy in an account that had one before that day, or ask AWS Support whether yours may have them; ' +
      'a small deploy is the only sure test',
  };
}
