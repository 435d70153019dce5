import { ListServiceQuotasCommand, type ServiceQuota } from '@aws-sdk/client-service-quotas';
import { AwsTrouble } from '../aws/trouble';
import type { Account } from '../aws/account';
import { quotas } from './chime-quotas.json';

export type QuotaName = keyof typeof quotas;

/** How much of something an account may have. */
export interface Quota {
  value: number;
  /** Service Quotas does not tell: this is what AWS gives before anybody asks for more. */
  isDefault: boolean;
}

/** @returns every quota of Amazon Chime SDK Voice that matters here, in the region of the account. */
export async function chimeQuotas(account: Account | undefined): Promise<Record<QuotaName, Quota>> {
  const applied = account ? await appliedQuotas(account) : [];
  const names = Object.keys(quotas) as QuotaName[];
  return Object.fromEntries(names.map((name) => [name, quota(name, applied)])) as Record<QuotaName, Quota>;
}

/** @returns as in `10 (AWS's default)`. */
export function quotaTold({ value, isDefault }: Quota): string {
  return isDefault ? `${value} (AWS's default)` : `${value}`;
}

function quota(name: QuotaName, applied: ServiceQuota[]): Quota {
  const { words, not, default: standard } = quotas[name];
  const matching = applied.filter(({ QuotaName = '' }) => {
    const text = QuotaName.toLowerCase();
    return words.every((word) => text.includes(word)) && !not.some((word) => text.includes(word));
  });
  const value = matching.length === 1 ? matching[0]!.Value : undefined;
  return value === undefined ? { value: standard, isDefault: true } : { value, isDefault: false };
}

async function appliedQuotas(account: Account): Promise<ServiceQuota[]> {
  const found: ServiceQuota[] = [];
  let NextToken: string | undefined;
  try {
    do {
      const page = await account.quotas.send(
        new ListServiceQuotasCommand({ ServiceCode: 'chime', MaxResults: 100, NextToken }),
      );
      found.push(...(page.Quotas ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return found;
  } catch (error) {
    // Without the permission, or where Service Quotas does not know Chime, the documented defaults are told.
    if (error instanceof AwsTrouble) return [];
    throw error;
  }
}
