import type { Finding } from './decision';
import type { DialFacts } from './facts';
import type { RuleName, RulePack, Rules } from './rule-pack';

export type Outcome = Pick<Finding, 'verdict' | 'reason' | 'forGood'>;

/** What a rule of a pack makes of the facts. */
export type Rule<Name extends RuleName> = (facts: DialFacts, values: Rules[Name], pack: RulePack) => Outcome;

export const met = (reason: string): Outcome => ({ verdict: 'met', reason });
export const denied = (reason: string): Outcome => ({ verdict: 'denied', reason });
export const deniedForGood = (reason: string): Outcome => ({ ...denied(reason), forGood: true });
export const notApplicable = (reason: string): Outcome => ({ verdict: 'not-applicable', reason });
