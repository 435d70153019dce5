import { canonicalDigest } from '../adapters/canonical-digest';
import { ByonError } from '../core/errors';
import type { NumberRecord } from '../core/numbers/number';

/** What is there is another thing than the one that was to be changed, or it was not said which one is meant. */
export class PreconditionError extends ByonError {
  override readonly name = 'PreconditionError';

  constructor(
    readonly status: 412 | 428,
    message: string,
    /** Of what is there. */
    readonly etag?: string,
  ) {
    super(message);
  }
}

export function etagOfNumber(record: NumberRecord): string {
  // As it is told: what is undefined is not in it.
  return quoted(canonicalDigest(JSON.parse(JSON.stringify(record))).slice(0, 16));
}

/** The version of an agent is the hash of its settings. */
export function etagOfAgent(version: string): string {
  return quoted(version);
}

/**
 * Holds what is there against `If-Match`.
 *
 * @param ifMatch as the header has it.
 * @param etag undefined: there is nothing.
 * @throws PreconditionError
 */
export function demandMatch(ifMatch: string | undefined, etag: string | undefined): void {
  if (ifMatch === undefined) return;
  const tags = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (etag !== undefined && (tags.includes(etag) || tags.includes('*'))) return;
  throw changed(etag);
}

/** To replace something unseen is to lose what somebody else has written. @throws PreconditionError */
export function demandSeen(ifMatch: string | undefined, etag: string | undefined): void {
  if (etag !== undefined && ifMatch === undefined) {
    throw new PreconditionError(428, 'it is there already; read it, and say If-Match with its ETag', etag);
  }
  demandMatch(ifMatch, etag);
}

export function changed(etag?: string): PreconditionError {
  const message =
    etag === undefined ? 'it is not there, or not any more' : 'somebody else has changed it; read it anew';
  return new PreconditionError(412, message, etag);
}

function quoted(text: string): string {
  return `"${text}"`;
}
