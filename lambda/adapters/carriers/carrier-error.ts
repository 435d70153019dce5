import { ByonError } from '../../core/errors';

/** A call that is not on a carrier's allow list was about to be made. It never left the process. */
export class CallNotAllowedError extends ByonError {
  override readonly name = 'CallNotAllowedError';
}

/** Which call to which carrier failed, and with which of the carrier's own words. No number, no key. */
export interface CarrierFailure {
  carrier: string;
  /** Method and template of the path, as in `GET /v1/Trunks/{trunk}`. */
  call: string;
  /** What happened, and what to do about it. */
  detail: string;
  /** The HTTP status, or the one that the carrier names inside an answer. */
  status?: number;
  /** The carrier's own code, as in `20404`. */
  code?: string;
}

/** A carrier refused a call, or could not be reached. The call has changed nothing. */
export class CarrierError extends ByonError {
  override readonly name: string = 'CarrierError';
  readonly carrier: string;
  readonly call: string;
  readonly status: number | undefined;
  readonly code: string | undefined;

  constructor({ carrier, call, detail, status, code }: CarrierFailure) {
    super(`${carrier}: ${call}: ${detail}`);
    this.carrier = carrier;
    this.call = call;
    this.status = status;
    this.code = code;
  }
}

/** Nobody knows whether the carrier did what was asked. Read what is there before asking again. */
export class AmbiguousError extends CarrierError {
  override readonly name = 'AmbiguousError';
}

/** Whether the carrier said that the thing is not there. */
export function isNotThere(error: unknown): boolean {
  return error instanceof CarrierError && error.status === 404;
}

const TELEPHONE_NUMBER = /(?:%2B|\+|(?<![\w%]))\(?\d(?:[ ()-]{0,2}\d){6,}(?!\w)/gi;

/** A carrier's words, shortened, without telephone numbers and without the given secrets. */
export function harmless(text: string, secrets: readonly string[] = []): string {
  const hidden = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .reduce((rest, secret) => rest.replaceAll(secret, '(secret)'), text);
  const clean = hidden.replace(TELEPHONE_NUMBER, '(number)');
  return clean.length > 300 ? `${clean.slice(0, 300)}…` : clean;
}
