import type { Finding } from '../../compliance/decision';
import type { RuleName } from '../../compliance/rule-pack';

/** Rules about the callee alone, the stack's own about countries among them: they don't change with the hour. */
const OF_THE_CALLEE: readonly (RuleName | 'country')[] = ['opt-out', 'consent', 'national-route', 'country'];
/** Rules that may allow at another hour what they deny now. */
const OF_THE_HOUR: readonly RuleName[] = ['hours', 'own-hours', 'frequency', 'preferences'];

/** What a campaign makes of a denial. `campaign`: the next callee would be denied, too. */
export type Denial = { of: 'callee' | 'hour' | 'campaign'; rule: string };

/** @param findings of a decision that denies. */
export function denialOf(findings: readonly Finding[]): Denial {
  const rules = findings.filter(({ verdict }) => verdict === 'denied').map(({ rule }) => rule);
  const among = (names: readonly string[]) => rules.find((rule) => names.includes(rule));
  const ofTheCallee = among(OF_THE_CALLEE);
  const known: readonly string[] = [...OF_THE_CALLEE, ...OF_THE_HOUR];
  const other = rules.find((rule) => !known.includes(rule));
  if (other !== undefined) return { of: 'campaign', rule: other };
  if (ofTheCallee !== undefined) return { of: 'callee', rule: ofTheCallee };
  return { of: 'hour', rule: among(OF_THE_HOUR) ?? 'unknown' };
}
