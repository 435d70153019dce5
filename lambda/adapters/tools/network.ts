import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address';

/** Where requests of tools may go. No setting of a tool or a stack leads to any other than {@link PUBLIC_NETWORK}. */
export interface Network {
  /** All addresses of a host. */
  resolve: (hostname: string) => Promise<LookupAddress[]>;
  allowsAddress: (address: string) => boolean;
  allowsPort: (port: number) => boolean;
  /** Certificates to be trusted instead of the public authorities', PEM. */
  ca?: string;
}

export const PUBLIC_NETWORK: Network = {
  resolve: (hostname) =>
    new Promise((resolve, reject) => {
      lookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
    }),
  allowsAddress: isPublicAddress,
  allowsPort: (port) => port === 443,
};

/** A host leads to where no request may go. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
}

/**
 * What a socket resolves its host with. The addresses that are checked are the very ones that it connects to,
 * so an answer of the name server that changes in between (DNS rebinding) changes nothing. One forbidden
 * address forbids the host: which of several a socket takes is not ours to say.
 */
export function guardedLookup({ resolve, allowsAddress }: Network): LookupFunction {
  return (hostname, { all, family }, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => allowsAddress(address))) {
          callback(new ForbiddenAddressError('the host is not on the public internet'), []);
        } else if (all) {
          callback(null, addresses);
        } else {
          const wanted = addresses.find((one) => one.family === family) ?? first;
          callback(null, wanted.address, wanted.family);
        }
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}
