import * as z from 'zod';
import { isTimeZone, type Agent } from '../../agents/agent';
import { CALL_VARIABLES, DIAL_VARIABLES, variablesIn } from '../../agents/prompt';
import { zonesOfCallee } from '../../compliance/callee-zones';
import { rulePackFor } from '../../compliance/rule-pack';
import type { Fault } from '../../errors';
import { e164 } from '../../numbers/e164';
import { inspectNumber } from '../../numbers/number-plan';
import type { NumberRecord } from '../../numbers/number';
import { variables } from '../../agents/variables';
import { dialRequest } from '../dial-request';

/** A callee, as a row of a list has them. */
export const listRow = z.strictObject({
  line: z.int().min(1).describe('Where the row begins in its file, from 1.'),
  callee: z.string().describe('E.164.'),
  timeZone: z.string().optional().describe('IANA zone that the callee is in.'),
  variables,
});
export type ListRow = z.infer<typeof listRow>;

/** What a row is held against. */
export interface ListRules {
  /** ISO 3166: where calls may go. */
  countries: readonly string[];
  /** Variables that every row has to have. */
  variables: readonly string[];
}

/** The variables that the agent's words need and that neither it nor the number gives. */
export function variablesOfRows(
  agent: Pick<Agent, 'greeting' | 'prompt' | 'variables'>,
  number: Pick<NumberRecord, 'variables'>,
): string[] {
  const given = [
    ...CALL_VARIABLES,
    ...DIAL_VARIABLES,
    ...Object.keys({ ...agent.variables, ...number.variables }),
  ];
  const asked = variablesIn(`${agent.greeting} ${agent.prompt}`);
  return asked.filter((name) => !given.includes(name));
}

/** Holds rows of one list against its rules and each other. Faults name the line, not the number. */
export class ListChecker {
  private readonly lines = new Map<string, number>();

  constructor(private readonly rules: ListRules) {}

  faultsOf(row: ListRow): Fault[] {
    const { line, callee, timeZone, variables } = row;
    const missing = this.rules.variables.filter((name) => !(variables[name] ?? '').trim());
    return [
      ...this.faultsOfCallee(callee, line),
      ...faultsOfZone(callee, timeZone, this.rules),
      ...missing.map((name) => ({
        path: name,
        message: 'has no value, and the words of the agent need one',
      })),
      ...faultsOfVariables(variables),
    ].map((fault) => ({ ...fault, line }));
  }

  private faultsOfCallee(callee: string, line: number): Omit<Fault, 'line'>[] {
    const path = 'callee';
    const { success, error } = e164.safeParse(callee);
    if (!success) return [{ path, message: error.issues[0]!.message }];
    const first = this.lines.get(callee);
    if (first !== undefined) return [{ path, message: `stands in line ${first} already; keep one` }];
    this.lines.set(callee, line);
    const { country, possible } = inspectNumber(callee);
    if (!possible) {
      return [{ path, message: 'cannot be a telephone number: look for a missing or extra digit' }];
    }
    const { countries } = this.rules;
    if (country !== undefined && countries.includes(country)) return [];
    const where = country ?? 'no country';
    return [
      { path, message: `is of ${where}; calls may go to ${countries.join(', ')} (outbound.countries)` },
    ];
  }
}

/** Without its zone, or with one of somewhere else, a callee would be denied at every hour. */
function faultsOfZone(callee: string, timeZone: string | undefined, { countries }: ListRules): Fault[] {
  const path = 'timeZone';
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    return [{ path, message: `must be an IANA time zone, as in Asia/Kolkata; it is ${timeZone}` }];
  }
  const { country } = inspectNumber(callee);
  if (country === undefined || !countries.includes(country)) return [];
  const zones = zonesOfCallee({ country, timeZone }, rulePackFor(country));
  return typeof zones === 'string' ? [{ path, message: zones }] : [];
}

/** What no call takes would stop the campaign at this callee. */
function faultsOfVariables(given: ListRow['variables']): Fault[] {
  const { error } = dialRequest.shape.variables.safeParse(given);
  return (error?.issues ?? []).map((issue) => {
    const { message } = issue.code === 'invalid_key' ? issue.issues[0]! : issue;
    return { path: issue.path.join('.') || 'variables', message };
  });
}
