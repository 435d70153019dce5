import { ByonError } from '../../lambda/core/errors';

export type TroubleKind = 'credentials' | 'denied' | 'unreachable' | 'refused';

/** AWS did not do what it was asked. The message says why in plain words, and holds nothing that was sent. */
export class AwsTrouble extends ByonError {
  override readonly name = 'AwsTrouble';

  constructor(
    readonly kind: TroubleKind,
    /** The name of AWS's error, as in `ResourceNotFoundException`. */
    readonly code: string,
    message: string,
    readonly next: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const SIGN_IN = 'sign in again (`aws sso login`, or fresh keys), then run this once more';
const EXPIRED = /^(ExpiredToken|ExpiredTokenException|RequestExpired)$/;
const UNKNOWN_CREDENTIALS =
  /^(InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|AuthFailure|InvalidAccessKeyId)$/;
const NO_CREDENTIALS = /^(CredentialsProviderError|TokenProviderError)$/;
const DENIED =
  /^(AccessDenied|AccessDeniedException|ForbiddenException|UnauthorizedClientException|UnauthorizedOperation|AuthorizationError)$/;
const UNREACHABLE =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|TimeoutError)$/;

/** @param permission that the call needs, as in `lambda:GetAccountSettings`. */
export function toTrouble(error: unknown, permission: string): AwsTrouble {
  const { name, code, message } = named(error);
  const trouble = (kind: TroubleKind, text: string, next: string) =>
    new AwsTrouble(kind, name, text, next, { cause: error });

  if (EXPIRED.test(name) || (NO_CREDENTIALS.test(name) && /expired/i.test(message))) {
    return trouble('credentials', 'the AWS session has expired', SIGN_IN);
  }
  if (message === 'Region is missing') {
    return trouble('refused', 'no region is set', 'say --region, or set AWS_REGION');
  }
  if (NO_CREDENTIALS.test(name)) {
    const next = 'sign in (`aws sso login`), or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and its secret';
    return trouble('credentials', 'no AWS credentials were found', next);
  }
  if (UNKNOWN_CREDENTIALS.test(name)) {
    const next = 'look at AWS_PROFILE, the access key and its secret, and at the clock of this machine';
    return trouble('credentials', `AWS does not accept these credentials (${name})`, next);
  }
  if (DENIED.test(name) && /\bKMS\b/.test(message)) {
    const next = 'allow kms:Decrypt and kms:GenerateDataKey on the KMS key of the secret';
    return trouble('denied', `this account or role may not use the KMS key behind ${permission}`, next);
  }
  if (DENIED.test(name)) {
    return trouble('denied', `this account or role may not call ${permission}`, `allow ${permission}`);
  }
  if (UNREACHABLE.test(code) || UNREACHABLE.test(name)) {
    const why = UNREACHABLE.test(code) ? code : name;
    const next = 'look at the network, the proxy and the name of the region';
    return trouble('unreachable', `AWS was not reached (${why})`, next);
  }
  return trouble(
    'refused',
    `AWS refused ${permission} (${name})`,
    'run this once more; then ask AWS Support',
  );
}

function named(error: unknown): { name: string; code: string; message: string } {
  if (!(error instanceof Error)) return { name: 'unknown error', code: '', message: '' };
  const code = (error as Error & { code?: unknown }).code;
  return { name: error.name, code: typeof code === 'string' ? code : '', message: error.message };
}
