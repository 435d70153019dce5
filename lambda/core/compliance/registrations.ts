import type { DltRecord } from '../numbers/dlt';
import india from '../numbers/india-series.json';
import { inspectNumber } from '../numbers/number-plan';
import type { OutboundPurpose } from './purpose';
import type { Rules } from './rule-pack';

/** What stands against calls in a registration. `pending`: something is still to come, and nothing is wrong. */
export interface Problem {
  /** Within the DLT record. */
  path: readonly string[];
  message: string;
  pending?: boolean;
}

/** Looks at one registration of a number, as it is on a day. */
export type Registration = (dlt: DltRecord, today: string, number: string) => Problem | undefined;

export const identity: Registration = ({ subscriber: { kycStatus } }) =>
  kycStatus === 'verified'
    ? undefined
    : {
        path: ['subscriber', 'kycStatus'],
        message: `the carrier has not verified the owner of the number (${kycStatus})`,
        pending: kycStatus === 'pending',
      };

export const principalEntity: Registration = ({ principalEntity: entity }, today) => {
  const path = ['principalEntity'];
  if (!entity) return { path, message: 'no principal entity is named', pending: true };
  if (today <= entity.validUntil) return undefined;
  return { path, message: `the registration of the principal entity ended with ${entity.validUntil}` };
};

export const telemarketer: Registration = ({ telemarketer: marketer }, today) => {
  const path = ['telemarketer'];
  if (!marketer) return { path, message: 'no telemarketer is named', pending: true };
  if (today <= marketer.validUntil) return undefined;
  return { path, message: `the registration of the telemarketer ended with ${marketer.validUntil}` };
};

export const binding: Registration = ({ binding: bound }, today) => {
  const path = ['binding'];
  if (!bound) return { path, message: 'no binding of entity and telemarketer is named', pending: true };
  const { status, since } = bound;
  if (status === 'revoked') return { path, message: 'the binding of entity and telemarketer is revoked' };
  if (status === 'active' && since <= today) return undefined;
  return { path, message: 'the binding of entity and telemarketer is not active yet', pending: true };
};

export const autodiallerNotice: Registration = ({ autodiallerNotices: notices = [] }, today) => {
  const latest = new Map(notices.map((notice) => [notice.accessProvider, notice]));
  const standing = [...latest.values()].filter(({ state }) => state !== 'withdrawn');
  if (standing.some(({ notifiedOn }) => notifiedOn <= today)) return undefined;
  const path = ['autodiallerNotices'];
  const message = 'no operator has been told in writing that calls are dialled by machine';
  return { path, message, pending: latest.size === 0 || standing.length > 0 };
};

export function voiceHeader({ series }: Rules['voice-header']): Registration {
  return ({ voiceHeader: header }, _, number) => {
    if (!series.includes(inspectNumber(number).kind) || header?.status === 'approved') return undefined;
    const path = ['voiceHeader'];
    if (!header) return { path, message: 'the number is not registered as a voice header', pending: true };
    const message = `the number is not approved as a voice header (${header.status})`;
    return { path, message, pending: header.status !== 'suspended' };
  };
}

/** Whether a number's series is for a purpose. */
export function seriesProblem(
  number: string,
  { sector }: Partial<Pick<DltRecord, 'sector'>>,
  purpose: OutboundPurpose,
  { promotional }: Rules['series'],
): Problem | undefined {
  const { kind } = inspectNumber(number);
  const path = ['declaredPurposes'];
  if (purpose === 'promotional' && !promotional.includes(kind)) {
    return { path, message: `promotional calls may come from ${promotional.join(', ')} numbers only` };
  }
  const series = india.series.find(({ name }) => name === kind);
  if (!series) return undefined;
  const { name, meaning, purposes, sectors } = series;
  if (!purposes.includes(purpose)) {
    return { path, message: `a ${name} number is for ${purposes.join(', ')} calls only` };
  }
  if (!sectors || sectors.includes(sector ?? 'none')) return undefined;
  return {
    path: ['sector'],
    message: `a ${name} number is for ${meaning}, and the record names no such sector (${sectors.join(', ')})`,
    pending: sector === undefined,
  };
}

/** Whether a company of finance has to make such calls from a number of its series by now. */
export function sectorProblem(
  number: string,
  { sector, sectorClass }: DltRecord,
  purpose: OutboundPurpose,
  today: string,
  { series, purposes, sectors }: Rules['sector-series'],
): Problem | undefined {
  const dates = sectors[sector ?? 'other'];
  if (!dates || !purposes.includes(purpose) || inspectNumber(number).kind === series) return undefined;
  const first = Object.values(dates)
    .filter((date) => date !== 'voluntary')
    .sort()[0];
  const from = (sectorClass && dates[sectorClass]) ?? first;
  if (from === undefined || from === 'voluntary' || today < from) return undefined;
  return {
    path: ['sector'],
    message: `since ${from} a company of this kind makes ${purpose} calls from ${series} numbers only`,
  };
}
