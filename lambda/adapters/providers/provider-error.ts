import { ProviderError } from '../../core/errors';

type Kind = ProviderError['kind'];

/** A word that a provider's API uses for an error, as in `model_not_found`. Nothing that could be a key. */
const CODE = /^[a-z_]{1,40}$/;

/**
 * Turns whatever came out of a call to a provider into a ProviderError. The provider's own message is left
 * out, for it may quote what was sent; it stays in the cause. The answer to a refused key may quote the key,
 * so there the cause is left out too.
 */
export function asProviderError(provider: string, error: unknown, signal: AbortSignal): ProviderError {
  const known = chainOf(error).find((link) => link instanceof ProviderError);
  if (known) return known;
  const { kind, detail } = signal.aborted
    ? { kind: 'timeout' as const, detail: 'it was stopped before it had answered' }
    : describe(error);
  return new ProviderError(provider, kind, detail, kind === 'unauthorised' ? {} : { cause: error });
}

function describe(error: unknown): { kind: Kind; detail: string } {
  const status = statusOf(error);
  if (status !== undefined && status >= 400) {
    const code = codeOf(error);
    return { kind: kindOf(status), detail: `it answered ${status}${code ? ` (${code})` : ''}` };
  }
  const names = chainOf(error).map(({ name }) => name);
  const unusable = names.find((name) => UNUSABLE.test(name));
  if (unusable) return { kind: 'nonsense', detail: `its answer cannot be used (${unusable})` };
  const name = names.at(-1) ?? 'unknown error';
  return { kind: 'unavailable', detail: `it could not be reached, or the connection broke (${name})` };
}

/** The AI SDK's errors for answers that are not what the API promises. */
const UNUSABLE = /JSONParse|TypeValidation|InvalidResponse|Generated|EmptyResponse|UnsupportedFunctionality/;

function kindOf(status: number): Kind {
  if (status === 401 || status === 403) return 'unauthorised';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'unavailable' : 'refused';
}

function statusOf(error: unknown): number | undefined {
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** OpenAI's error shape: `{ error: { code, type } }`, where the code may be null. */
function codeOf(error: unknown): string | undefined {
  const { data } = error as { data?: { error?: { code?: unknown; type?: unknown } } };
  return [data?.error?.code, data?.error?.type].find(
    (code): code is string => typeof code === 'string' && CODE.test(code),
  );
}

function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let link = error; link instanceof Error && !chain.includes(link); link = link.cause) chain.push(link);
  return chain;
}
