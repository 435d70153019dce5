import { inspectNumber } from '../../numbers/number-plan';
import { indianDay } from '../day';
import type { DialFacts } from '../facts';
import {
  autodiallerNotice,
  binding,
  identity,
  principalEntity,
  sectorProblem,
  seriesProblem,
  telemarketer,
  voiceHeader,
  type Problem,
  type Registration,
} from '../registrations';
import { denied, met, notApplicable, type Outcome, type Rule } from '../rule';
import type { RuleName } from '../rule-pack';

type DltRecord = NonNullable<DialFacts['number']['dlt']>;

/** India registers its own numbers only. */
function ofIndian(facts: DialFacts, look: (dlt: DltRecord, today: string) => Outcome): Outcome {
  const { number, dlt } = facts.number;
  if (inspectNumber(number).country !== 'IN') return notApplicable('the number is no Indian one');
  if (!dlt) return denied('the number has no DLT record');
  return look(dlt, indianDay(facts.at));
}

const outcomeOf = (problem: Problem | undefined, good: string): Outcome =>
  problem ? denied(problem.message) : met(good);

function registered(registration: Registration, good: string) {
  return (facts: DialFacts): Outcome =>
    ofIndian(facts, (dlt, today) => outcomeOf(registration(dlt, today, facts.number.number), good));
}

const purpose: Rule<'purpose'> = (facts) =>
  ofIndian(facts, ({ declaredPurposes }) =>
    declaredPurposes.includes(facts.purpose)
      ? met(`the number is declared for ${facts.purpose} calls`)
      : denied(`the number is declared for ${declaredPurposes.join(', ')}, not for ${facts.purpose} calls`),
  );

/** Of any number: advertising comes from one series, and from abroad not at all. */
const series: Rule<'series'> = ({ number: { number, dlt }, purpose: wanted }, values) =>
  outcomeOf(seriesProblem(number, dlt ?? {}, wanted, values), `the number may make ${wanted} calls`);

const sectorSeries: Rule<'sector-series'> = (facts, values) =>
  ofIndian(facts, (dlt, today) =>
    outcomeOf(
      sectorProblem(facts.number.number, dlt, facts.purpose, today, values),
      'no other series is prescribed to this sector by now',
    ),
  );

const header: Rule<'voice-header'> = (facts, values) =>
  registered(
    voiceHeader(values),
    'the number is approved as a header, or its series needs no approval',
  )(facts);

export const REGISTRATION = {
  purpose,
  series,
  'sector-series': sectorSeries,
  identity: registered(identity, 'the owner of the number is verified'),
  'principal-entity': registered(principalEntity, 'the principal entity is registered today'),
  telemarketer: registered(telemarketer, 'the telemarketer is registered today'),
  binding: registered(binding, 'entity and telemarketer are bound to each other'),
  'autodialler-notice': registered(autodiallerNotice, 'an operator was told of the machine'),
  'voice-header': header,
} satisfies { [Name in RuleName]?: Rule<Name> };
