import { ProviderError } from '../../core/errors';
import { parsed, refusal, type BadAnswer } from './refusal';

/**
 * Turns whatever came out of a call to a provider into a ProviderError. The AI SDK's errors hold all that was
 * sent and answered, and a provider's own message may quote it, or the key; none of it goes on, only the code of
 * a broken connection does.
 */
export function asProviderError(provider: string, error: unknown, signal: AbortSignal): ProviderError {
  const chain = chainOf(error);
  const known = chain.find((link) => link instanceof ProviderError);
  if (known) return known;
  if (signal.aborted) return new ProviderError(provider, 'timeout', 'it was stopped before it had answered');
  const answer = answerOf(error);
  if (answer) return refusal(provider, answer);
  const unusable = chain.find(({ name }) => UNUSABLE.test(name));
  if (unusable) {
    return new ProviderError(provider, 'nonsense', `its answer cannot be used (${unusable.name})`);
  }
  const why = chain.map(codeOf).find((code) => code !== undefined) ?? chain.at(-1)?.name ?? 'unknown error';
  return new ProviderError(
    provider,
    'unavailable',
    `it could not be reached, or the connection broke (${why})`,
  );
}

/** The AI SDK's errors for answers that are not what the API promises. */
const UNUSABLE = /JSONParse|TypeValidation|InvalidResponse|Generated|EmptyResponse|UnsupportedFunctionality/;

/**
 * The answer in one of the AI SDK's errors. One that comes in the midst of a stream may have no status. A status
 * below 400 stands in errors about an answer that broke off.
 */
function answerOf(error: unknown): BadAnswer | undefined {
  if (!(error instanceof Error)) return undefined;
  const { statusCode, responseHeaders = {}, responseBody, type, code, data } = error as SdkError;
  if (error.name === 'AI_StreamProviderError') {
    const body = { error: { code, type, details: data?.details } };
    return { status: statusCode ?? 500, headers: {}, body };
  }
  if (statusCode === undefined || statusCode < 400) return undefined;
  return { status: statusCode, headers: responseHeaders, body: parsed(responseBody ?? '') };
}

type SdkError = Error & {
  statusCode?: number;
  responseHeaders?: Record<string, string>;
  responseBody?: string;
  type?: string;
  code?: string | number;
  data?: { details?: unknown } | null;
};

/** The operating system's word for a broken connection, as in ECONNRESET. */
function codeOf(error: Error): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : undefined;
}

function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let link = error; link instanceof Error && !chain.includes(link); link = link.cause) chain.push(link);
  return chain;
}
