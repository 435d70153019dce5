/** How a caller without a number goes into headers, keys and records. */
export const ANONYMOUS = 'anonymous';

/** What the bridge tells the call handler about a call, in headers of the INVITE. */
export interface Introduction {
  /** The company's number, E.164: the called one, or on a call that we make the one that it shows. */
  number: string;
  /** Who is at the other end: E.164, or "anonymous". */
  caller: string;
  /** The carrier's id of the call, or on a call that we make its reference. Letters and digits. */
  call: string;
  /** Proves that the rest is the bridge's: see `verifyCallKey`. */
  key: string;
  /** Only on a call that we make: the same as `call`, under which its `DialRecord` is kept. */
  reference?: string;
}

/** Headers of the INVITE, for carriers that let a program name them. */
export const BYON_HEADERS = {
  number: 'X-Byon-Did',
  caller: 'X-Byon-Caller',
  call: 'X-Byon-Call',
  key: 'X-Byon-Key',
  reference: 'X-Byon-Ref',
} as const satisfies Record<keyof Introduction, string>;

/**
 * The same for Vobiz, which takes letters and digits only and puts a prefix of its own before them: `X-VH-`
 * by its present documents, `X-PH-` by its former ones. Numbers go without their plus sign.
 */
export const PLAIN_HEADERS = {
  number: 'ByonDid',
  caller: 'ByonCaller',
  call: 'ByonCall',
  key: 'ByonKey',
  reference: 'ByonRef',
} as const satisfies Record<keyof Introduction, string>;

const NAMES = Object.keys(BYON_HEADERS) as (keyof Introduction)[];

/** The headers of the INVITE for a call, by name. */
export function headersFor(introduction: Introduction): [name: string, value: string][] {
  return NAMES.flatMap((name) => {
    const value = introduction[name];
    return value === undefined ? [] : [[BYON_HEADERS[name], value] as [string, string]];
  });
}

/** The same in letters and digits. The call handler puts back the plus signs; ids of calls count without their hyphens. */
export function plainHeadersFor(introduction: Introduction): [name: string, value: string][] {
  return NAMES.flatMap((name) => {
    const value = introduction[name]?.replace(/[^A-Za-z0-9]/g, '');
    return value === undefined ? [] : [[PLAIN_HEADERS[name], value] as [string, string]];
  });
}

const PLAIN_PREFIXES = ['x-vh-', 'x-ph-'];

/**
 * What an INVITE says of its call, in either form. What is not there is undefined; whether it is true, only the
 * key tells.
 *
 * @param headers by their names in lower case.
 */
export function introductionIn(headers: ReadonlyMap<string, string>): Partial<Introduction> {
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const own = headers.get(BYON_HEADERS[name].toLowerCase());
      const plain = PLAIN_PREFIXES.map((prefix) =>
        headers.get(prefix + PLAIN_HEADERS[name].toLowerCase()),
      ).find((value) => value !== undefined);
      const isNumber = name === 'number' || name === 'caller';
      const value = own ?? (isNumber && plain !== undefined && /^\d/.test(plain) ? `+${plain}` : plain);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
