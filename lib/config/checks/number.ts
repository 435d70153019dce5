import indiaSeries from '../../../lambda/core/numbers/india-series.json';
import { inspectNumber } from '../../../lambda/core/numbers/number-plan';
import type { NumberSettings } from '../../../lambda/core/numbers/number';
import type { Finding } from '../../private/finding';

/** A number of which only the sound parts are known. */
export type PartialNumber = Partial<NumberSettings>;

/** What is wrong with a number beyond its shape, as far as the number alone tells. */
export function faultsOfNumber(e164: string, number: PartialNumber): Finding[] {
  const { possible } = inspectNumber(e164);
  if (!possible) {
    return [{ path: [], message: 'cannot be a telephone number: look for a missing or extra digit' }];
  }
  return dltFaults(e164, number);
}

/** What is doubtful: the numbering plan that we know may be older than the number. */
export function warningsOfNumber(e164: string): Finding[] {
  const { possible, valid } = inspectNumber(e164);
  if (!possible || valid) return [];
  return [
    { path: [], message: 'is in no range that the numbering plan knows; check it unless the range is new' },
  ];
}

function dltFaults(e164: string, { dlt }: PartialNumber): Finding[] {
  if (!dlt) return [];
  const { country, kind } = inspectNumber(e164);
  if (country !== 'IN') {
    return [{ path: ['dlt'], message: "is India's registration, and this is no Indian number; remove it" }];
  }
  const series = indiaSeries.series.find(({ name }) => name === kind);
  const excluded = dlt.declaredPurposes.filter((purpose) => series && !series.purposes.includes(purpose));
  if (!series || excluded.length === 0) return [];
  const message =
    `${excluded.join(', ')} may not be declared for a number of the ${series.name} series ` +
    `(${series.meaning}); allowed: ${series.purposes.join(', ')}`;
  return [{ path: ['dlt', 'declaredPurposes'], message }];
}
