import { randomUUID } from 'node:crypto';
import type { DialDecision } from '../../lambda/core/compliance/decision';
import { ByonError, InvalidInputError, type Fault } from '../../lambda/core/errors';
import { requestFaults } from '../../lambda/core/outbound/request-faults';
import type { Answer, CallView, Refusal } from '../../lambda/dial/answer';
import { columnsOf, type Output } from '../registry/output';
import { invokeDialFunction, type StackOptions } from './dial-function';

export interface DialOptions extends StackOptions {
  from: string;
  purpose: string;
  about: string;
  agent?: string;
  /** As in `name=Asha`. */
  var: string[];
  /** The same key is the same call. Left out: a new one. */
  key?: string;
  timeZone?: string;
  ring?: number;
  limit?: number;
  detectMachine: boolean;
  dryRun: boolean;
  json: boolean;
}

/**
 * Has the stack call somebody, if that may be.
 *
 * @returns the exit code: 0 when the carrier was asked (or, on trial, when it would be), else 1.
 * @throws InvalidInputError with every fault of the request.
 * @throws ByonError where nothing can be made of it.
 */
export async function dial(
  to: string,
  options: DialOptions,
  output: Output = process.stdout,
): Promise<number> {
  const { stack, region, profile, dryRun, json } = options;
  const request = requestOf(to, options);
  const action = dryRun ? 'try' : 'dial';
  const answer = await invokeDialFunction({ stack, region, profile }, { action, request });
  const { status, body } = answer;
  if (status === 422) throw new InvalidInputError('the call', (body as Refusal).faults ?? []);
  if ('error' in body) throw new ByonError(refusalInWords(answer, request.idempotencyKey));
  if (json) output.write(`${JSON.stringify({ ...body, idempotencyKey: request.idempotencyKey })}\n`);
  else output.write(`${inWords(body, request.idempotencyKey, dryRun)}\n`);
  if ('decision' in body) return body.decision.allowed ? 0 : 1;
  return body.state === 'placed' || body.state === 'asked' ? 0 : 1;
}

function requestOf(to: string, options: DialOptions) {
  const { from, purpose, about, agent, key = randomUUID(), timeZone, ring, limit, detectMachine } = options;
  const request = {
    ...{ to, from, purpose, about, agent, detectMachine },
    variables: Object.fromEntries(options.var.map((pair) => split(pair))),
    idempotencyKey: key,
    calleeTimeZone: timeZone,
    ringSeconds: ring,
    limitSeconds: limit,
  };
  const faults: Fault[] = options.var
    .filter((pair) => split(pair)[0] === '' || !pair.includes('='))
    .map(() => ({ path: '--var', message: 'must be a name and a value, as in name=Asha' }));
  // What is no pair has no name, which is told already.
  faults.push(...requestFaults(request).filter(({ path }) => path !== 'variables' && path !== 'variables.'));
  if (faults.length > 0) throw new InvalidInputError('the call', faults);
  return request;
}

function split(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? ['', ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

function refusalInWords({ body, retryAfterMs }: Answer, key: string): string {
  const { message } = body as Refusal;
  const again =
    retryAfterMs === undefined ? '' : ` It may be asked again in ${Math.ceil(retryAfterMs / 1000)} s.`;
  return `Not dialled: ${message}.${again} With --key ${key} it is the same call.`;
}

function inWords(
  body: CallView | { reference: string; decision: DialDecision },
  key: string,
  dryRun: boolean,
): string {
  if ('decision' in body) return decisionInWords(body.decision, dryRun);
  const { reference, state, carrier, call, failure } = body;
  const told = {
    placed: `${carrier} dials. Its id of the call: ${call}.`,
    asked: `${carrier} was asked, and what it made of it is not known yet.`,
    refused: `${carrier} refused: ${failure}.`,
    unclear: `Whether ${carrier} dials is not known: ${failure}. It is not asked again.`,
  }[state];
  return `${told}\nReference: ${reference}\nKey: ${key}`;
}

const MARKS = { met: 'met', denied: 'DENIED', 'not-applicable': '-' } as const;

function decisionInWords({ allowed, rulePack, findings }: DialDecision, dryRun: boolean): string {
  const rules = `rules ${rulePack.id}, version ${rulePack.version}`;
  const verdict = allowed
    ? 'This call would be made'
    : dryRun
      ? 'This call would not be made'
      : 'Not dialled';
  const rows = findings.map(({ rule, verdict: found, reason }) => [MARKS[found], rule, reason]);
  return [`${verdict} (${rules}). Not legal advice.`, ...columnsOf(rows).map((line) => `  ${line}`)].join(
    '\n',
  );
}
