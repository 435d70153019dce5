import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a key is good for: this call, of this caller, to this number, and no other. */
export interface KeyedCall {
  /** The number that was called, E.164. */
  number: string;
  /** E.164, or "anonymous". */
  caller: string;
  /** The carrier's id of the call; case and punctuation don't count. */
  call: string;
}

const EXPIRY_DIGITS = 8;
const SHAPE = /^[0-9a-f]{72}$/;
const TRUNK_SHAPE = /^[0-9a-f]{64}$/;

/**
 * The key by which the call handler knows that a call came through the bridge: when it expires, in seconds
 * since the epoch, and an HMAC-SHA256 over that and the call. Hexadecimal only, because Vobiz takes nothing
 * but letters and digits in the value of a SIP header.
 *
 * @param expiresAt milliseconds since the epoch; counts in whole seconds.
 */
export function makeCallKey(call: KeyedCall, expiresAt: number, secret: string): string {
  const expiry = Math.floor(expiresAt / 1000)
    .toString(16)
    .padStart(EXPIRY_DIGITS, '0');
  return expiry + proofOf(call, expiry, secret).toString('hex');
}

/** @returns false for a key that is missing, not ours, of another call, or too old. Takes constant time. */
export function verifyCallKey(
  key: string | undefined,
  call: KeyedCall,
  now: number,
  secret: string,
): boolean {
  if (key === undefined || !SHAPE.test(key)) return false;
  const expiry = key.slice(0, EXPIRY_DIGITS);
  const genuine = timingSafeEqual(
    Buffer.from(key.slice(EXPIRY_DIGITS), 'hex'),
    proofOf(call, expiry, secret),
  );
  return genuine && now < Number.parseInt(expiry, 16) * 1000;
}

/**
 * The key on the address that a carrier's trunk calls, where no program of ours is asked about a single call. It is
 * the same for every call of the carrier, until the secret changes. 64 hexadecimal digits.
 *
 * @param carrier the stack's name of it.
 */
export function makeTrunkKey(carrier: string, secret: string): string {
  return proofOfTrunk(carrier, secret).toString('hex');
}

/** @returns false for a key that is missing, not ours, or of another carrier. Takes constant time. */
export function verifyTrunkKey(key: string | undefined, carrier: string, secret: string): boolean {
  if (key === undefined || !TRUNK_SHAPE.test(key)) return false;
  return timingSafeEqual(Buffer.from(key, 'hex'), proofOfTrunk(carrier, secret));
}

/** The id of a call as every carrier can pass it on in a SIP header. */
export function plainCallId(call: string): string {
  return call.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}

function proofOf({ number, caller, call }: KeyedCall, expiry: string, secret: string): Buffer {
  return mac([number, caller, plainCallId(call), expiry], secret);
}

function proofOfTrunk(carrier: string, secret: string): Buffer {
  return mac(['trunk', carrier], secret);
}

/** JSON keeps apart what reads the same when it stands together. */
function mac(signed: readonly string[], secret: string): Buffer {
  if (secret === '') throw new Error('an empty secret would let everybody make call keys');
  return createHmac('sha256', secret).update(JSON.stringify(signed)).digest();
}
