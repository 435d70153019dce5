import { ProviderError } from '../../core/errors';
import { asProviderError } from './provider-error';

/** What is read of an error of the AWS SDK. An exception within an event stream has no status. */
interface AwsError {
  name: string;
  $fault?: 'client' | 'server';
  $metadata?: { httpStatusCode?: number };
}

/** https://docs.aws.amazon.com/general/latest/gr/api-retries.html and the quota exceptions of the services. */
const THROTTLED = /Throttl|TooManyRequests|LimitExceeded|QuotaExceeded|SlowDown/;
const TIMED_OUT = /^(TimeoutError|RequestTimeout|RequestTimeoutException)$/;

/** What the SDK says of an answer that it cannot decode. It says it in no other way. */
const GARBLED = /checksum|JSON/;

/** The text is longer than the service takes, which is no matter of waiting. */
const TOO_LONG = /^TextLengthExceeded/;

/** The credentials themselves are not taken. */
const NOT_KNOWN =
  /UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|ExpiredToken|MissingAuthentication|IncompleteSignature/;

/**
 * Turns whatever came out of a call by the AWS SDK into a ProviderError, without the service's own words.
 *
 * @param permission the IAM action that the call takes, as in `polly:SynthesizeSpeech`.
 */
export function asAwsProviderError(
  provider: string,
  error: unknown,
  signal: AbortSignal,
  permission: string,
): ProviderError {
  if (signal.aborted || error instanceof ProviderError || !(error instanceof Error)) {
    return asProviderError(provider, error, signal);
  }
  const { name, $fault, $metadata } = error as AwsError;
  const status = $metadata?.httpStatusCode;
  const failed = (kind: ProviderError['kind'], detail: string) => new ProviderError(provider, kind, detail);
  const answered = `it answered ${[status, wordOf(name)].filter(Boolean).join(' ')}`;

  if (name === 'CredentialsProviderError') {
    return failed('unauthorised', 'there are no AWS credentials; sign in, or set AWS_PROFILE');
  }
  if (NOT_KNOWN.test(name)) return failed('unauthorised', `AWS does not take the credentials (${name})`);
  if (/^AccessDenied/.test(name) || status === 401 || status === 403) {
    return failed('unauthorised', `the role may not do ${permission}; allow it in the role's policy`);
  }
  if (TIMED_OUT.test(name) || status === 408 || status === 504) return failed('timeout', answered);
  if (TOO_LONG.test(name)) return failed('refused', answered);
  if (THROTTLED.test(name) || status === 429) return failed('rate-limited', answered);
  if ($fault === 'server' || (status !== undefined && status >= 500)) return failed('unavailable', answered);
  if (status !== undefined && status >= 400) return failed('refused', answered);
  if ($fault === 'client' && status === undefined) return failed('refused', answered);
  if (GARBLED.test(error.message)) return failed('nonsense', 'its answer cannot be decoded');
  return asProviderError(provider, error, signal);
}

/** A name of an error, and nothing that only looks like one. */
function wordOf(name: string): string {
  return /^[A-Za-z]{1,60}$/.test(name) ? `(${name})` : '';
}
