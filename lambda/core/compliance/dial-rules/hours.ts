import { isTimeZone } from '../../agents/agent';
import type { CallbackHours } from '../../agents/tools/schedule-callback';
import { timeOfDay } from '../../tools/local-time';
import type { DialFacts } from '../facts';
import { inspectNumber } from '../../numbers/number-plan';
import india from '../../numbers/india-series.json';
import { denied, met, notApplicable, type Outcome, type Rule } from '../rule';
import type { RulePack } from '../rule-pack';

export const hours: Rule<'hours'> = ({ at, purpose, callee }, { windows }, pack) => {
  const zones = zonesOf(callee, pack);
  return typeof zones === 'string' ? denied(zones) : withinIn(zones, at, windows[purpose]);
};

/** The callee is in India here, so that the window of the number is theirs, too. */
export const ownHours: Rule<'own-hours'> = ({ at, purpose, number: { number, dlt } }, { windows }) => {
  if (inspectNumber(number).country !== 'IN') return notApplicable('the number is no Indian one');
  return withinIn([india.timeZone], at, dlt?.callingWindow ?? windows[purpose]);
};

function withinIn(zones: readonly string[], at: number, { from, to }: CallbackHours): Outcome {
  const late = zones.find((zone) => {
    const time = timeOfDay(at, zone);
    return time < from || time >= to;
  });
  const allowed = `calls are made from ${from} to ${to}`;
  if (late === undefined) return met(`${allowed}, and it is such an hour (${placeOf(zones)})`);
  return denied(`${allowed}, and it is ${timeOfDay(at, late)} (${late})`);
}

const placeOf = (zones: readonly string[]) => (zones.length === 1 ? zones[0] : `all ${zones.length} zones`);

/**
 * The zones that the callee may be in: a number does not tell where a telephone is, so it is all of its country
 * unless one is known.
 */
function zonesOf(
  { country, timeZone }: DialFacts['callee'],
  { countries }: RulePack,
): readonly string[] | string {
  const known = country === undefined ? undefined : countries[country];
  if (timeZone === undefined)
    return known ?? 'the time zone of the callee is not known; name it in the order';
  if (known && !known.includes(timeZone)) return `${timeZone} is no time zone of the country of the callee`;
  return isTimeZone(timeZone) ? [timeZone] : `${timeZone} is no time zone`;
}
