import { LostRaceError } from '../adapters/dynamodb/registry-changes';
import { InvalidInputError, NotFoundError } from '../core/errors';
import type { Log } from '../core/ports';
import { PreconditionError } from './etag';
import type { ErrorBody } from './schemas';

/** What a request comes to. */
export interface Answer {
  status: number;
  body: object;
  etag?: string | undefined;
}

/** The answer to a request that failed. What nobody foresaw is logged, and not told. */
export function answerOfError(error: unknown, log: Log): Answer {
  if (error instanceof InvalidInputError) {
    const { message, faults } = error;
    return refusal(422, { error: 'faulty', message, faults: [...faults] });
  }
  if (error instanceof NotFoundError) return refusal(404, { error: 'not-found', message: error.message });
  if (error instanceof PreconditionError) {
    const { status, message, etag } = error;
    return { ...refusal(status, { error: status === 428 ? 'unseen' : 'changed', message }), etag };
  }
  if (error instanceof LostRaceError) return refusal(409, { error: 'busy', message: error.message });
  log.error('request failed', { error });
  return refusal(500, {
    error: 'failed',
    message: 'something unexpected went wrong; read what is there before you ask again',
  });
}

export function refusal(status: number, body: ErrorBody): Answer {
  return { status, body };
}
