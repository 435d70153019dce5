import { ProviderError } from '../../core/errors';

type Kind = ProviderError['kind'];

/** An answer that is no success, of whatever provider. */
export interface BadAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** What it says, parsed if it is JSON. */
  body: unknown;
}

/** A word that a provider's API uses for an error, as in `model_not_found`. Nothing that could be a key. */
const CODE = /^[A-Za-z_]{1,48}$/;

/** The account is empty or its plan is used up: waiting does not help, whatever the status says. */
const SPENT = /quota|billing|credit|balance|payment/i;

/** Google refuses a wrong key with 400. */
const WRONG_KEY = /^API_KEY_(INVALID|EXPIRED)$|^invalid_api_key/i;

/** Statuses that look like the caller's fault and pass: a model of Bedrock failed, Groq has no room. */
const PASSING = [424, 498];

/** @returns the error of a bad answer to a `fetch`, whose body it reads. */
export async function refusalOf(provider: string, answer: Response): Promise<ProviderError> {
  const text = await answer.text().catch(() => '');
  const headers = Object.fromEntries(answer.headers.entries());
  return refusal(provider, { status: answer.status, headers, body: parsed(text) });
}

/** @returns the error of a bad answer. Of the provider's own words only its codes are in it. */
export function refusal(provider: string, answer: BadAnswer): ProviderError {
  const codes = codesOf(answer);
  const kind = kindOf(answer.status, codes);
  const waits = kind === 'rate-limited' || kind === 'unavailable';
  const code = codes[0] === undefined ? '' : ` (${codes[0]})`;
  return new ProviderError(provider, kind, `it answered ${answer.status}${code}`, {
    retryAfterMs: waits ? retryAfterMs(answer) : undefined,
  });
}

/** @returns a JSON text's value; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function kindOf(status: number, codes: readonly string[]): Kind {
  if (codes.some((code) => SPENT.test(code))) return 'refused';
  if (status === 401 || status === 403 || codes.some((code) => WRONG_KEY.test(code))) return 'unauthorised';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 429) return 'rate-limited';
  return status >= 500 || PASSING.includes(status) ? 'unavailable' : 'refused';
}

/** The codes of an answer, the most telling one first: each provider has its own place for them. */
function codesOf({ headers, body }: BadAnswer): string[] {
  const whole = recordOf(body);
  const error = recordOf(whole['error'] ?? whole['detail'] ?? whole);
  const details = Array.isArray(error['details']) ? error['details'].map(recordOf) : [];
  const candidates = [
    // Google
    ...details.map(({ reason }) => reason),
    // OpenAI, Groq, Anthropic, Sarvam; ElevenLabs and Google
    error['code'],
    error['type'],
    error['status'],
    // Deepgram
    whole['err_code'],
    // Cartesia, AssemblyAI
    whole['error_code'],
    // AWS
    headers['x-amzn-errortype']?.split(':')[0],
  ];
  return candidates.filter((code): code is string => typeof code === 'string' && CODE.test(code));
}

/** The usual headers, in seconds or as a date, and Google's `retryDelay: "34.5s"` in the body. */
function retryAfterMs({ headers, body }: BadAnswer): number | undefined {
  const details = recordOf(recordOf(body)['error'])['details'];
  const delays = Array.isArray(details) ? details.map((detail) => recordOf(detail)['retryDelay']) : [];
  const delay = delays.find((found) => typeof found === 'string');
  const after = headers['retry-after'];
  const waits = [
    Number(headers['retry-after-ms'] ?? NaN),
    Number(after ?? NaN) * 1000,
    after === undefined ? NaN : Date.parse(after) - Date.now(),
    delay === undefined ? NaN : Number.parseFloat(delay) * 1000,
  ];
  return waits.find((wait) => wait >= 0);
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
