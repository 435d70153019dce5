/** How a caller without a number goes into headers, keys and records. */
export const ANONYMOUS = 'anonymous';

/** How long the endpoint, or a human, may ring before the caller hears that nobody is there. */
export const RING_SECONDS = 20;

/** Headers of the INVITE, for carriers that let a program name them. */
export const BYON_HEADERS = {
  did: 'X-Byon-Did',
  caller: 'X-Byon-Caller',
  call: 'X-Byon-Call',
  key: 'X-Byon-Key',
} as const;

/**
 * The same for Vobiz, which takes letters and digits only and puts a prefix of its own before them: `X-VH-`
 * by its present documents, `X-PH-` by its former ones. Numbers go without their plus sign.
 */
export const PLAIN_HEADERS = {
  did: 'ByonDid',
  caller: 'ByonCaller',
  call: 'ByonCall',
  key: 'ByonKey',
} as const;
