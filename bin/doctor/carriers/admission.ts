import { GetPhoneNumberCommand } from '@aws-sdk/client-chime-sdk-voice';
import { AwsTrouble } from '../../aws/trouble';
import type { Account } from '../../aws/account';
import type { NativeSettings } from '../../carriers/native-carriers';
import { inChimeRegion, unknown, type Preflight } from '../preflight';
import type { Result } from '../result';
import type { AdmissionStrategy } from '../../../lambda/core/carriers/admission';

/** How a carrier's calls get past the Voice Connector, and what speaks for it: lambda/core/carriers/admission.ts. */
export async function admission(
  { id, settings, account }: { id: string; settings: NativeSettings; account: Account },
  preflight: Preflight,
): Promise<Result[]> {
  const check = `way in of ${id}`;
  const strategy = settings.type === 'exotel' ? 'trunk' : settings.admission;
  const proven = strategy === 'chime-number' && settings.type === 'twilio';
  const told: Result = {
    check,
    status: proven ? 'ok' : 'warning',
    detail: `${strategy}: ${EVIDENCE[strategy]}`,
    ...(!proven && { next: 'make one call to a number that matters little, before others lead here' }),
  };
  const chimeNumber = settings.type === 'exotel' ? undefined : settings.chimeNumber;
  if (strategy !== 'chime-number' || chimeNumber === undefined) return [told];
  return [told, ...(await inInventory(`${check}`, { id, chimeNumber, account }, preflight))];
}

const EVIDENCE: Readonly<Record<AdmissionStrategy, string>> = {
  'chime-number': "shown by AWS's own sample for Twilio (2024)",
  'stand-in': 'shown with trunks by three projects (to 2026), by nobody yet with the answer to a webhook',
  trunk:
    'works where the trunk sends the stand-in number +17035550122 (three projects, to 2026), which is set by hand ' +
    'at the carrier',
};

async function inInventory(
  check: string,
  { id, chimeNumber, account }: { id: string; chimeNumber: string; account: Account },
  preflight: Preflight,
): Promise<Result[]> {
  return inChimeRegion(check, preflight, async (region) => {
    const next = `order or correct it: carriers.${id}.chimeNumber names a number of Amazon Chime, not one of the carrier`;
    try {
      const { PhoneNumber } = await account
        .chime(region)
        .send(new GetPhoneNumberCommand({ PhoneNumberId: chimeNumber }));
      const { Status, ProductType } = PhoneNumber ?? {};
      if (Status === 'Assigned' || Status === 'Unassigned') {
        const detail = `${chimeNumber} is in Amazon Chime's inventory (${ProductType ?? 'of no product'})`;
        return [{ check, status: 'ok', detail }];
      }
      const detail = `${chimeNumber} is in Amazon Chime's inventory, but as ${Status ?? 'of no status'}`;
      return [{ check, status: 'blocker', detail, next }];
    } catch (error) {
      if (!(error instanceof AwsTrouble)) throw error;
      if (error.code !== 'NotFoundException') return [unknown(check, error)];
      const detail = `${chimeNumber} is not in Amazon Chime's inventory in ${region}`;
      return [{ check, status: 'blocker', detail, next }];
    }
  });
}
