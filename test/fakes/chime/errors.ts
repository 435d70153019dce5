import * as sdk from '@aws-sdk/client-chime-sdk-voice';

/** The API's errors by name, with the `Code` of the body. Statuses come from the SDK's schemas. */
const CODES = {
  AccessDeniedException: 'AccessDenied',
  BadRequestException: 'BadRequest',
  ConflictException: 'Conflict',
  ForbiddenException: 'Forbidden',
  GoneException: 'Gone',
  NotFoundException: 'NotFound',
  ResourceLimitExceededException: 'ResourceLimitExceeded',
  ServiceFailureException: 'ServiceFailure',
  ServiceUnavailableException: 'ServiceUnavailable',
  ThrottledClientException: 'Throttled',
  UnauthorizedClientException: 'Unauthorized',
  UnprocessableEntityException: 'Unprocessable',
} as const;
export type ErrorName = keyof typeof CODES;

/** An answer that is an error of the API. */
export class ChimeError extends Error {
  readonly status: number;

  constructor(
    override readonly name: ErrorName,
    message: string,
    readonly code: string = CODES[name],
  ) {
    super(message);
    this.status = statusOf(name);
  }
}

export const badRequest = (message: string) => new ChimeError('BadRequestException', message);
export const conflict = (message: string, code?: string) =>
  new ChimeError('ConflictException', message, code);
export const notFound = (what: string, id: string) =>
  new ChimeError('NotFoundException', `${what} ${id} not found`);
export const limitExceeded = (message: string) => new ChimeError('ResourceLimitExceededException', message);

function statusOf(name: ErrorName): number {
  const traits = sdk[`${name}$`][3] as { httpError: number };
  return traits.httpError;
}
