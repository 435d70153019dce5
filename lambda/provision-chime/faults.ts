import { OutOfTimeError } from '../custom-resource/patience';

/** What a failed call says about the next one. */
export type Fault =
  | 'throttled'
  /** The service, or the way there, failed: what was asked may have been done all the same. */
  | 'unavailable'
  | 'conflict'
  | 'bad-request'
  | 'missing'
  | 'denied'
  | 'refused';

/** By the exception's name: statuses are shared, 400 by what is wrong for ever and what only is too early. */
const FAULTS: Readonly<Record<string, Fault>> = {
  ThrottledClientException: 'throttled',
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  TooManyRequestsException: 'throttled',
  RequestLimitExceeded: 'throttled',
  ServiceFailureException: 'unavailable',
  ServiceUnavailableException: 'unavailable',
  InternalServiceError: 'unavailable',
  InternalFailure: 'unavailable',
  TimeoutError: 'unavailable',
  // An answer that broke off in the middle.
  SyntaxError: 'unavailable',
  ConflictException: 'conflict',
  BadRequestException: 'bad-request',
  UnprocessableEntityException: 'bad-request',
  NotFoundException: 'missing',
  ResourceNotFoundException: 'missing',
  GoneException: 'missing',
  AccessDeniedException: 'denied',
  AccessDenied: 'denied',
  ForbiddenException: 'denied',
};

/** `Code` of the body, where it says more than the exception's name: a person must act first. */
const NEEDS_A_PERSON = new Set([
  'PhoneNumberAssociationsExist',
  'VoiceConnectorGroupAssociationsExist',
  'Validation',
]);

const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR)/;

export function faultOf(error: unknown): Fault {
  if (error instanceof OutOfTimeError)
    return error.cause === undefined ? 'unavailable' : faultOf(error.cause);
  if (!(error instanceof Error)) return 'refused';
  if (NEEDS_A_PERSON.has(codeOf(error) ?? '')) return 'refused';
  const named = FAULTS[error.name];
  if (named) return named;
  const network = 'code' in error && typeof error.code === 'string' && NETWORK.test(error.code);
  const server = '$fault' in error && error.$fault === 'server';
  return network || server ? 'unavailable' : 'refused';
}

export function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'Code' in error ? error.Code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** For how many milliseconds a fault is worth another attempt. Those that aren't named: for none. */
export type Worth = Readonly<Partial<Record<Fault, number>>>;

/** A role's rights reach the service some seconds after IAM took them. */
const RIGHTS_ARRIVE_MS = 30_000;
/** cdk-amazon-chime-resources waits 100 s for a connector to be known everywhere. */
const SETTLES_MS = 120_000;

const always = { throttled: Infinity, unavailable: Infinity, denied: RIGHTS_ARRIVE_MS };

/** Of something that is there and settled. */
export const SETTLED: Worth = always;

/** Of something that may be too new: the service says that what it was told of does not exist, or is not right. */
export const FRESH: Worth = {
  ...always,
  missing: SETTLES_MS,
  'bad-request': SETTLES_MS,
  conflict: SETTLES_MS,
};

/** Of something that is going, once what holds it is gone. */
export const GOING: Worth = { ...always, conflict: Infinity, 'bad-request': SETTLES_MS };
