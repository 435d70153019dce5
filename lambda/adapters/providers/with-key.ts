import { ProviderError } from '../../core/errors';
import type { KeyRing } from '../../core/ports';

/**
 * A `fetch` that sends the company's key. A key that the provider refuses may just have been replaced, so it
 * is read anew once, and the request sent once more if there is another.
 */
export function fetchWithKey({
  provider,
  keys,
  keyless,
}: {
  provider: string;
  keys: KeyRing;
  /** Whether the provider may do without a key. */
  keyless: boolean;
}): typeof fetch {
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
    if (response.status !== 401 || key === undefined) return response;
    const renewed = await keys.key(provider, true);
    if (renewed === key) return response;
    await response.body?.cancel();
    return fetch(input, authorised(init, renewed));
  };
}

function authorised(init: RequestInit | undefined, key: string | undefined): RequestInit {
  const headers = new Headers(init?.headers);
  if (key === undefined) headers.delete('authorization');
  else headers.set('authorization', `Bearer ${key}`);
  return { ...init, headers };
}
