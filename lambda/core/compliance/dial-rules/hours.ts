import type { CallbackHours } from '../../agents/tools/schedule-callback';
import { timeOfDay } from '../../tools/local-time';
import { zonesOfCallee } from '../callee-zones';
import { inspectNumber } from '../../numbers/number-plan';
import india from '../../numbers/india-series.json';
import { denied, deniedForGood, met, notApplicable, type Outcome, type Rule } from '../rule';

export const hours: Rule<'hours'> = ({ at, purpose, callee }, { windows }, pack) => {
  const zones = zonesOfCallee(callee, pack);
  return typeof zones === 'string' ? deniedForGood(zones) : withinIn(zones, at, windows[purpose]);
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
