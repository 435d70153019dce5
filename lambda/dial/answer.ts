import type { DialRecord } from '../core/calls/dial';
import type { DialDecision } from '../core/compliance/decision';
import { ByonError, InvalidInputError, NotFoundError, type Fault } from '../core/errors';
import type { DialResult } from '../core/outbound/dial-call';
import { GuardError } from '../core/outbound/guards';
import { ConflictError } from '../core/outbound/requests';
import type { Log } from '../core/ports';

/** A call as it is told to those who may make calls: without the number of the callee. */
export type CallView = Pick<
  DialRecord,
  'reference' | 'state' | 'carrier' | 'call' | 'failure' | 'askedAt' | 'answeredAt' | 'answeredBy' | 'outcome'
> & { from: string };

export interface Refusal {
  /** As in `calls-per-day`. */
  error: string;
  message: string;
  faults?: readonly Fault[];
}

export type DialBody = CallView | { reference: string; decision: DialDecision };

/** What a request comes to, as HTTP says it. */
export interface Answer<Body = DialBody> {
  status: number;
  body: Body | Refusal;
  /** Of a status 429. */
  retryAfterMs?: number;
}

export function callView(record: DialRecord): CallView {
  const { reference, state, carrier, number: from, call, failure, askedAt } = record;
  const { answeredAt, answeredBy, outcome } = record;
  return { reference, state, carrier, from, call, failure, askedAt, answeredAt, answeredBy, outcome };
}

export function answerOf(result: DialResult): Answer {
  if (result.dialled) return { status: 201, body: callView(result.record) };
  const { reference, decision } = result;
  return { status: 403, body: { reference, decision } };
}

/** The answer to a request that failed. What nobody foresaw is logged, and not told. */
export function answerOfError(error: unknown, log: Log): Answer<never> {
  if (error instanceof InvalidInputError) {
    const { message, faults } = error;
    return { status: 422, body: { error: 'faulty', message, faults } };
  }
  if (error instanceof GuardError) return answerOfGuard(error);
  if (error instanceof NotFoundError) return refusal(404, 'not-found', error);
  if (error instanceof ConflictError) return refusal(409, error.conflict, error);
  log.error('request failed', { error });
  if (error instanceof ByonError) return refusal(502, 'failed', error);
  const message =
    'something unexpected went wrong, and nothing more is known; ask again with the same idempotencyKey';
  return { status: 500, body: { error: 'failed', message } };
}

function answerOfGuard({ guard, message, retryAfterMs }: GuardError): Answer<never> {
  const body = { error: guard, message };
  if (retryAfterMs === undefined) return { status: 403, body };
  return { status: 429, body, retryAfterMs };
}

function refusal(status: number, error: string, { message }: ByonError): Answer<never> {
  return { status, body: { error, message } };
}
