import type { KeyRing } from '../../core/ports';

/** Whoever has not answered by then is not worth a connection. */
const CONNECT_WITHIN_MS = 2000;

export interface Preparing {
  /** Name of the provider, for its key. */
  provider: string;
  keys: KeyRing;
  baseUrl: string;
  /** Loads the packages that it needs. */
  load?: () => Promise<unknown>;
}

/**
 * Has a provider's packages loaded, its key read and a connection to it opened, so that the request which
 * follows waits for none of it. Never rejects: what is wrong shows in that request.
 */
export async function prepare({ provider, keys, baseUrl, load }: Preparing): Promise<void> {
  await Promise.allSettled([load?.(), keys.key(provider), connect(baseUrl)]);
}

/**
 * Node keeps the connection of a request that is over for the next one to the same address. OPTIONS asks for
 * nothing and needs no key; after HEAD, Node would close it. Without the body read to its end it would be closed
 * too.
 */
async function connect(url: string): Promise<void> {
  const answer = await fetch(url, {
    method: 'OPTIONS',
    redirect: 'manual',
    signal: AbortSignal.timeout(CONNECT_WITHIN_MS),
  });
  await answer.arrayBuffer();
}
