import { indianDay } from '../compliance/day';
import { registrationFindings, type RegistrationFinding } from '../compliance/registration';
import { inspectNumber } from '../numbers/number-plan';
import type { NumberSettings } from '../numbers/number';
import type { Finding } from './finding';

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

/** What is still to come before the number may call, and what ends soon. The owner's record tells it, not the digits. */
export function registrationWarnings(e164: string, number: PartialNumber): Finding[] {
  return registrationOf(e164, number, 'warning');
}

function dltFaults(e164: string, number: PartialNumber): Finding[] {
  if (number.dlt && inspectNumber(e164).country !== 'IN') {
    return [{ path: ['dlt'], message: "is India's registration, and this is no Indian number; remove it" }];
  }
  return registrationOf(e164, number, 'fault');
}

function registrationOf(
  e164: string,
  number: PartialNumber,
  wanted: RegistrationFinding['severity'],
): Finding[] {
  return registrationFindings({ ...number, number: e164 }, indianDay(Date.now()))
    .filter(({ severity }) => severity === wanted)
    .map(({ path, reason, source }) => ({ path, message: `${reason} (${source})` }));
}
