import * as z from 'zod';

/** A name that only a private network can know: one label, or a suffix that is set aside for such networks. */
const PRIVATE_NAME = /^[^.]+$|\.(internal|local|localhost|localdomain|lan|home|corp|intranet|home\.arpa)$/;

/**
 * Whether an address may stand in a tool, by how it is written: https, port 443, a host with a public name.
 * Where the name leads is checked when it is connected to.
 */
export function isToolUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  // A URL drops what a person would not expect in one, such as line breaks, so it has to be written plainly.
  if (/[\s\\]/.test(address)) return false;
  const { protocol, port, username, password, hash, hostname } = new URL(address);
  const host = hostname.replace(/\.$/, '');
  const isAddress = host.startsWith('[') || /^[\d.]+$/.test(host);
  return (
    protocol === 'https:' &&
    [port, username, password, hash].every((part) => part === '') &&
    !address.split(/[/?#]/)[2]?.includes('@') &&
    !isAddress &&
    !PRIVATE_NAME.test(host)
  );
}

export const toolUrl = z
  .string()
  .max(2000)
  .refine(isToolUrl, {
    error:
      'must be an https address of a public host, without a port, a user or a fragment, ' +
      'as in https://api.example.com/appointments',
  });
