import type { DltRecord } from '../numbers/dlt';
import india from '../numbers/india-series.json';
import type { NumberRecord } from '../numbers/number';
import { inspectNumber } from '../numbers/number-plan';
import { expiriesOf } from './expiries';
import type { OutboundPurpose } from './purpose';
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
} from './registrations';
import { INDIA, type RuleName, type Rules } from './rule-pack';

/** What is wrong with the registration of a number, and by which rule. */
export interface RegistrationFinding {
  severity: 'fault' | 'warning';
  /** Within the record of the number. */
  path: readonly string[];
  reason: string;
  source: string;
}

const RULES = INDIA.rules as Rules;

/**
 * Looks at India's registration of a number. A number that only takes calls needs nothing but a known owner. What
 * is wrong is a fault; what is still to come is a warning, because no call is dialled before; and of a suspended
 * number only what its series or its owner stand against is a fault.
 *
 * @param today a day in India, as in 2026-11-23.
 */
export function registrationFindings(
  record: Pick<NumberRecord, 'number'> & Partial<Pick<NumberRecord, 'status' | 'dlt'>>,
  today: string,
): RegistrationFinding[] {
  const { number, status = 'active', dlt } = record;
  if (!dlt || inspectNumber(number).country !== 'IN') return [];
  const purposes = dlt.declaredPurposes.filter((purpose) => purpose !== 'inbound-only');
  const always = [
    ...of('series', contradiction(number, dlt)),
    ...of('identity', identity(dlt, today, number)),
  ];
  if (purposes.length === 0) return always;
  const outbound = outboundFindings(number, dlt, purposes, today);
  const lenient = status === 'suspended' ? outbound.map(asWarning) : outbound;
  return [...always, ...lenient, ...warnings(number, dlt, today)];
}

/** Purposes that a series is not for, taking calls among them. */
function contradiction(number: string, { declaredPurposes }: DltRecord): Problem | undefined {
  const { kind } = inspectNumber(number);
  const series = india.series.find(({ name }) => name === kind);
  const excluded = declaredPurposes.filter((purpose) => series && !series.purposes.includes(purpose));
  if (!series || excluded.length === 0) return undefined;
  return {
    path: ['declaredPurposes'],
    message:
      `${excluded.join(', ')} may not be declared for a number of the ${series.name} series ` +
      `(${series.meaning}); allowed: ${series.purposes.join(', ')}`,
  };
}

function outboundFindings(
  number: string,
  dlt: DltRecord,
  purposes: readonly OutboundPurpose[],
  today: string,
): RegistrationFinding[] {
  const contradicted = contradiction(number, dlt) !== undefined;
  const ofPurposes = purposes.flatMap((purpose) => [
    ...(contradicted ? [] : of('series', seriesProblem(number, dlt, purpose, RULES.series))),
    ...of('sector-series', sectorProblem(number, dlt, purpose, today, RULES['sector-series'])),
  ]);
  return [
    ...once(ofPurposes),
    ...of('principal-entity', principalEntity(dlt, today, number)),
    ...of('telemarketer', telemarketer(dlt, today, number)),
    ...of('binding', binding(dlt, today, number)),
    ...of('autodialler-notice', autodiallerNotice(dlt, today, number)),
    ...of('voice-header', voiceHeader(RULES['voice-header'])(dlt, today, number)),
    ...of('own-hours', windowProblem(dlt, purposes)),
  ];
}

function windowProblem(
  { callingWindow: own }: DltRecord,
  purposes: readonly OutboundPurpose[],
): Problem | undefined {
  const limits = purposes.map((purpose) => RULES.hours.windows[purpose]);
  const broken = own && limits.find(({ from, to }) => own.from < from || own.to > to);
  if (!broken) return undefined;
  const message = `the calling window has to lie within ${broken.from} to ${broken.to}`;
  return { path: ['callingWindow'], message };
}

/** What does not stand against calls today, or does so for a while only. */
function warnings(number: string, dlt: DltRecord, today: string): RegistrationFinding[] {
  const { declaredPurposes, ncprCategory, suspendedUntil, contentTemplates = [] } = dlt;
  const problems: [RuleName, Problem | undefined | false][] = expiriesOf({ dlt }, today)
    .filter(({ daysLeft }) => daysLeft >= 0)
    .map(({ what, path, on, daysLeft }) => [
      what === 'telemarketer' ? 'telemarketer' : 'principal-entity',
      {
        path: path.slice(1),
        message: `the registration of the ${what} ends with ${on}, in ${daysLeft} days`,
      },
    ]);
  problems.push(
    [
      'number-active',
      suspendedUntil !== undefined &&
        today <= suspendedUntil && {
          path: ['suspendedUntil'],
          message: `the operator has barred the number until ${suspendedUntil}`,
        },
    ],
    [
      'preferences',
      declaredPurposes.includes('promotional') &&
        ncprCategory === undefined && {
          path: ['ncprCategory'],
          message: 'no category of trade is named, so nobody is called who has blocked any category',
        },
    ],
    [
      'voice-header',
      RULES['voice-header'].series.includes(inspectNumber(number).kind) &&
        contentTemplates.length === 0 && {
          path: ['contentTemplates'],
          message: 'no approved template of what is said is named',
        },
    ],
  );
  return problems.flatMap(([rule, problem]) => of(rule, problem || undefined).map(asWarning));
}

function of(rule: RuleName, problem: Problem | undefined): RegistrationFinding[] {
  if (!problem) return [];
  const { path, message, pending } = problem;
  const severity = pending ? 'warning' : 'fault';
  return [{ severity, path: ['dlt', ...path], reason: message, source: RULES[rule].source }];
}

function asWarning(found: RegistrationFinding): RegistrationFinding {
  return { ...found, severity: 'warning' };
}

function once(findings: readonly RegistrationFinding[]): RegistrationFinding[] {
  return findings.filter(({ reason }, i) => findings.findIndex((other) => other.reason === reason) === i);
}
