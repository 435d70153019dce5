import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { ForbiddenAddressError, guardedLookup, type Network } from './network';

/** An address that no request may go to. The message says why, and quotes nothing of it. */
export class RefusedUrlError extends Error {
  override readonly name = 'RefusedUrlError';
}

/**
 * A record may have been written by others than those who check it, so an address is checked here again.
 *
 * @throws RefusedUrlError
 */
export function guardedUrl(address: string, { allowsAddress, allowsPort }: Network): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw new RefusedUrlError('its url must be https, without a user');
  }
  if (!allowsPort(url.port === '' ? 443 : Number(url.port))) {
    throw new RefusedUrlError('its url must not name a port');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A socket looks up names only; an address has to be checked before.
  if (isAddress(host) && !allowsAddress(host)) throw new RefusedUrlError(NOT_PUBLIC);
  return url;
}

const NOT_PUBLIC = 'its url leads to an address that is not public';

export interface PostRequest {
  url: URL;
  headers: Record<string, string>;
  /** JSON. */
  body: string;
  signal: AbortSignal;
}

/**
 * A POST that reaches public hosts only, and follows no redirect.
 *
 * By node:https, not fetch: only there can the lookup of the very connection be guarded without another
 * library. Each request has a connection of its own, for one that was kept open may be dead after the function
 * has slept, and a tool is not asked twice.
 *
 * @returns the answer, whose body is still to be read, and which is to be destroyed.
 * @throws RefusedUrlError
 */
export function guardedPost(
  { url, headers, body, signal }: PostRequest,
  network: Network,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'accept-encoding': 'identity',
        'user-agent': 'byon',
        ...headers,
      },
      signal,
      agent: false,
      lookup: guardedLookup(network),
      ...(network.ca && { ca: network.ca }),
    };
    const fail = (error: Error) =>
      reject(error instanceof ForbiddenAddressError ? new RefusedUrlError(NOT_PUBLIC) : error);
    request(url, options, resolve).on('error', fail).end(body);
  });
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^[\d.]+$/.test(host);
}
