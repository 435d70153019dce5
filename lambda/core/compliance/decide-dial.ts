import type { DialDecision, Finding } from './decision';
import { frequency, optOut } from './dial-rules/callee';
import { complaints } from './dial-rules/complaints';
import { consent } from './dial-rules/consent';
import { hours, ownHours } from './dial-rules/hours';
import { nationalRoute, numberActive } from './dial-rules/number';
import { preferences } from './dial-rules/preferences';
import { REGISTRATION } from './dial-rules/registration';
import type { DialFacts } from './facts';
import type { Outcome, Rule } from './rule';
import { RULE_NAMES, rulePackFor, type RuleName, type RulePack } from './rule-pack';

const RULES: { [Name in RuleName]: Rule<Name> } = {
  'number-active': numberActive,
  'national-route': nationalRoute,
  ...REGISTRATION,
  consent,
  preferences,
  'opt-out': optOut,
  hours,
  'own-hours': ownHours,
  frequency,
  complaints,
};

/**
 * Whether a call may be dialled now, by the rules of the country of the callee. Calls per second, calls at once and
 * spending are not of it: whoever dials takes those in the moment of the dial.
 *
 * @returns every rule of the pack with what it found. A fact that is missing denies.
 */
export function decideDial(facts: DialFacts): DialDecision {
  const pack = rulePackFor(facts.callee.country);
  const findings = RULE_NAMES.flatMap((name) => findingOf(name, facts, pack));
  const { id, version } = pack;
  return {
    allowed: findings.every(({ verdict }) => verdict !== 'denied'),
    rulePack: { id, version },
    findings,
  };
}

function findingOf<Name extends RuleName>(name: Name, facts: DialFacts, pack: RulePack): Finding[] {
  const values = pack.rules[name];
  if (!values) return [];
  const rule = RULES[name] as (facts: DialFacts, values: object, pack: RulePack) => Outcome;
  return [{ rule: name, ...rule(facts, values, pack), source: values.source }];
}
