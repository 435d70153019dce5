import { rulePackFor } from '../compliance/rule-pack';
import { inspectNumber } from '../numbers/number-plan';
import { dayOf } from './campaign/hours';
import type { DialRequest } from './dial-request';
import { GuardError } from './guards';
import type { OutboundSettings } from './settings';

/** Time zones differ by whole quarters of an hour. */
const STEP_MS = 900_000;

/**
 * @param now milliseconds since the epoch.
 * @throws GuardError on a day on which nobody is called, in any of the time zones that the callee may be in.
 */
export function demandOpenDay(
  { to, calleeTimeZone }: Pick<DialRequest, 'to' | 'calleeTimeZone'>,
  { closedOn = [] }: Pick<OutboundSettings, 'closedOn'>,
  now: number,
): void {
  if (closedOn.length === 0) return;
  const zones = calleeTimeZone === undefined ? zonesOf(to) : [calleeTimeZone];
  const closedAt = (at: number) => zones.map((zone) => dayOf(at, zone)).find((day) => closedOn.includes(day));
  const day = closedAt(now);
  if (day === undefined) return;
  let at = now - (now % STEP_MS) + STEP_MS;
  while (closedAt(at) !== undefined) at += STEP_MS;
  throw new GuardError(
    'closed',
    `nobody is called on ${day}, and the callee may have that day now; ask again on another one, or take it out of ` +
      'outbound.closedOn',
    at - now,
  );
}

/** Where the zone of the callee has to be named, a call without it is denied by the rules. */
function zonesOf(to: string): readonly string[] {
  const { country = '' } = inspectNumber(to);
  return rulePackFor(country).countries[country] ?? [];
}
