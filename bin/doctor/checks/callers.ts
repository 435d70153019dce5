import { callersOf } from '../../../lib/carriers/callers';
import { resolveCallsFrom } from '../../../lib/carriers/calls-from';
import { CARRIER_NAMES, signallingRangesOf } from '../../../lib/carriers/signalling-ranges';
import { date } from '../../../lib/carriers/signalling-ranges.json';
import type { Config } from '../../../lib/config';
import type { Check } from '../preflight';
import type { Result } from '../result';

const NAME = 'callers';
const OLD_AFTER_DAYS = 180;
const DAY_MS = 86_400_000;

/** Whether the config lets in all the addresses that its carriers call from, by what is known of them. */
export const callers: Check = {
  name: NAME,
  look({ config, today }) {
    const allowed = letInBy(config);
    if (allowed.length === 0) {
      const next =
        'name your carriers under carriers, or in endpoint.callsFrom: twilio, vobiz, or their IPv4 ranges';
      return [{ check: NAME, status: 'warning', detail: 'the config lets no carrier call', next }];
    }
    const doubts = [...CARRIER_NAMES.flatMap((carrier) => missingOf(carrier, allowed)), ...ifOld(today)];
    if (doubts.length > 0) return doubts;
    const detail = `the config lets in ${rangesInWords(allowed.length)}; carrier data of ${date}`;
    return [{ check: NAME, status: 'ok', detail }];
  },
};

/** The ranges that a deploy lets in: those of the endpoint, and those of the carriers. */
export function letInBy({ endpoint, carriers }: Pick<Config, 'endpoint' | 'carriers'>): string[] {
  const callers = Object.values(carriers).flatMap((carrier) => callersOf(carrier));
  return resolveCallsFrom([...endpoint.callsFrom, ...callers]).cidrs;
}

export function rangesInWords(count: number): string {
  return count === 1 ? 'one range' : `${count} ranges`;
}

/** Somebody who copied some of a carrier's ranges loses the calls from the others, and only those. */
function missingOf(carrier: string, allowed: readonly string[]): Result[] {
  const { ranges = [], source } = signallingRangesOf(carrier) ?? {};
  const missing = ranges.filter((range) => !allowed.includes(range));
  if (missing.length === 0 || missing.length === ranges.length) return [];
  const detail = `${carrier} also calls from ${missing.join(', ')}, which the config does not let in`;
  const next = `write ${carrier} in endpoint.callsFrom instead of its ranges (${source})`;
  return [{ check: NAME, status: 'warning', detail, next }];
}

function ifOld(today: Date): Result[] {
  const days = Math.floor((today.getTime() - Date.parse(date)) / DAY_MS);
  if (days <= OLD_AFTER_DAYS) return [];
  const detail = `what is known here of the carriers' ranges is ${days} days old (${date})`;
  const next = 'update byon-cdk, and compare endpoint.callsFrom with the pages of your carriers';
  return [{ check: NAME, status: 'warning', detail, next }];
}
