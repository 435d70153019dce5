import { ProviderError } from '../../core/errors';
import type { KeyRing } from '../../core/ports';

export interface WithKey {
  /** Name of the provider, for its key and its errors. */
  provider: string;
  keys: KeyRing;
  /** Whether the provider may do without a key. */
  keyless: boolean;
  /** Puts the key where the provider looks for it. Standard: `Authorization: Bearer <key>`. */
  authorise?: (headers: Headers, key: string) => void;
  /** Whether an answer says that the key is wrong; it may read a clone of it. Standard: a 401. */
  refusesKey?: (answer: Response) => boolean | Promise<boolean>;
}

/**
 * A `fetch` that sends the company's key. A key that the provider refuses may just have been replaced, so it
 * is read anew once, and the request sent once more if there is another.
 *
 * For a provider that wants its key elsewhere, name the place:
 * ```ts
 * fetchWithKey({ provider, keys, keyless: false, authorise: (headers, key) => headers.set('xi-api-key', key) });
 * fetchWithKey({ provider, keys, keyless: false, authorise: (headers, key) => headers.set('authorization', `Token ${key}`) });
 * ```
 * The standard `authorization` header that a library set for itself is always taken off first.
 *
 * @throws ProviderError `unauthorised` where a key is needed and there is none.
 */
export function fetchWithKey({
  provider,
  keys,
  keyless,
  authorise = asBearer,
  refusesKey = (answer) => answer.status === 401,
}: WithKey): typeof fetch {
  const authorised = (init: RequestInit | undefined, key: string | undefined): RequestInit => {
    const headers = new Headers(init?.headers);
    headers.delete('authorization');
    if (key !== undefined) authorise(headers, key);
    return { ...init, headers };
  };
  return async (input, init) => {
    const key = await keys.key(provider);
    if (key === undefined && !keyless) {
      throw new ProviderError(
        provider,
        'unauthorised',
        `it has no key; fill its secret, or name one as providers.${provider}.secret`,
      );
    }
    const response = await fetch(input, authorised(init, key));
    if (key === undefined || !(await refusesKey(response))) return response;
    const renewed = await keys.key(provider, true);
    if (renewed === key) return response;
    await response.body?.cancel();
    return fetch(input, authorised(init, renewed));
  };
}

function asBearer(headers: Headers, key: string): void {
  headers.set('authorization', `Bearer ${key}`);
}
