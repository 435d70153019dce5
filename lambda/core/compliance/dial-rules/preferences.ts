import india from '../../numbers/india-series.json';
import { timeOfDay } from '../../tools/local-time';
import { indianDay, weekday } from '../day';
import { denied, deniedForGood, met, notApplicable, type Outcome, type Rule } from '../rule';
import type { ScrubRecord } from '../scrub';

const HOUR_MS = 3_600_000;

export const preferences: Rule<'preferences'> = (facts, { exempt, maxAgeHours, wholeOnly }) => {
  const { at, purpose, scrub, callee } = facts;
  if (exempt.includes(purpose)) return notApplicable(`${purpose} calls are exempt from preferences`);
  if (!scrub || scrub.callee !== callee.hash) return denied('there is no scrub of the callee');
  if (scrub.scrubbedAt > at) return denied('the scrub of the callee is of the future');
  if (at - scrub.scrubbedAt > maxAgeHours * HOUR_MS) {
    return denied(`the scrub of the callee is older than ${inWords(maxAgeHours)}`);
  }
  if (wholeOnly && scrub.preference === 'partly-blocked') {
    return deniedForGood('the scrub tells of a part that is blocked, and the register knows no parts');
  }
  return blockedBy(scrub, at, facts.number.dlt?.ncprCategory);
};

/** The age of a day is told in hours, and that of a month in days. */
function inWords(hours: number): string {
  return hours > 48 && hours % 24 === 0 ? `${hours / 24} days` : `${hours} hours`;
}

function blockedBy(scrub: ScrubRecord, at: number, category: number | undefined): Outcome {
  const { preference, blockedCategories, blockedModes, blockedBands, blockedDays } = scrub;
  if (preference === 'fully-blocked') return deniedForGood('the callee has blocked all such calls');
  const always: string[] = [];
  if (blockedCategories.length > 0 && category === undefined) {
    always.push('categories of trade, and that of the number is not known (ncprCategory)');
  }
  if (blockedCategories.some((each) => each === category)) always.push(`category ${category}`);
  if (blockedModes.length > 0) always.push(`calls by ${blockedModes.join(', ')}`);
  if (blockedDays.includes('holiday')) always.push('holidays, of which there is no calendar here');
  const now: string[] = [];
  const hour = timeOfDay(at, india.timeZone).slice(0, 2);
  const band = blockedBands.find((each) => each.slice(0, 2) <= hour && hour < each.slice(3));
  if (band) now.push(`the hours ${band}`);
  const day = weekday(indianDay(at));
  if (blockedDays.includes(day)) now.push(`the day ${day}`);
  const blocked = [...always, ...now];
  if (blocked.length === 0) return met('the callee has blocked no such calls');
  const reason = `the callee has blocked ${blocked.join(' and ')}`;
  return always.length > 0 ? deniedForGood(reason) : denied(reason);
}
