import { isTimeZone } from '../agents/agent';
import type { DialFacts } from './facts';
import type { RulePack } from './rule-pack';

/**
 * The zones that a callee may be in: a number does not tell where a telephone is, so it is all of its country unless
 * one is known.
 *
 * @returns the zones, or why there are none.
 */
export function zonesOfCallee(
  { country, timeZone }: Pick<DialFacts['callee'], 'country' | 'timeZone'>,
  { countries }: Pick<RulePack, 'countries'>,
): readonly string[] | string {
  const known = country === undefined ? undefined : countries[country];
  if (timeZone === undefined)
    return known ?? 'the time zone of the callee is not known; name it in the order';
  if (!isTimeZone(timeZone)) return `${timeZone} is no time zone`;
  // Many a zone has two names: browsers in India say Asia/Calcutta.
  if (known && !known.some((zone) => nameOf(zone) === nameOf(timeZone))) {
    return `${timeZone} is no time zone of the country of the callee`;
  }
  return [timeZone];
}

function nameOf(timeZone: string): string {
  let name = names.get(timeZone);
  if (name === undefined) {
    name = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
    names.set(timeZone, name);
  }
  return name;
}

/** To ask for one takes many times as long as to read it. */
const names = new Map<string, string>();
