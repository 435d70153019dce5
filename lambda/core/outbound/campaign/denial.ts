import type { Finding } from '../../compliance/decision';
import type { RuleName } from '../../compliance/rule-pack';

/** Rules about the callee alone, the stack's own about countries among them: they don't change with the hour. */
const OF_THE_CALLEE: readonly (RuleName | 'country')[] = ['opt-out', 'consent', 'national-route', 'country'];
/** Rules that may allow at another hour what they deny now, unless they say that it is for good. */
const OF_THE_HOUR: readonly RuleName[] = ['hours', 'own-hours', 'frequency', 'preferences'];

/** What a campaign makes of a denial. `campaign`: the next callee would be denied, too. */
export type Denial = { of: 'callee' | 'hour' | 'campaign'; rule: string };

/** @param findings of a decision that denies. */
export function denialOf(findings: readonly Finding[]): Denial {
  const denying = findings.filter(({ verdict }) => verdict === 'denied');
  const known: readonly string[] = [...OF_THE_CALLEE, ...OF_THE_HOUR];
  const other = denying.find(({ rule }) => !known.includes(rule));
  if (other) return { of: 'campaign', rule: other.rule };
  const callee: readonly string[] = OF_THE_CALLEE;
  const lasting = denying.find(({ rule, forGood }) => forGood || callee.includes(rule));
  if (lasting) return { of: 'callee', rule: lasting.rule };
  return { of: 'hour', rule: denying[0]?.rule ?? 'unknown' };
}
