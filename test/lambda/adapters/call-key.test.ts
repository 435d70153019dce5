import * as fc from 'fast-check';
import {
  makeCallKey,
  makeTrunkKey,
  plainCallId,
  verifyCallKey,
  verifyTrunkKey,
} from '../../../lambda/adapters/call-key';

const SECRET = 'nobody knows it';
const CALL = { number: '+918041234567', caller: '+919876543210', call: 'CA01' };
const NOW = 1_767_225_600_000;
const key = makeCallKey(CALL, NOW + 60_000, SECRET);

it('is good for the call it was made for, until it expires', () => {
  expect(verifyCallKey(key, CALL, NOW, SECRET)).toBe(true);
  expect(verifyCallKey(key, CALL, NOW + 59_999, SECRET)).toBe(true);
  expect(verifyCallKey(key, CALL, NOW + 60_000, SECRET)).toBe(false);
});

it('is good for no other number, caller or call, and with no other secret', () => {
  for (const other of [{ number: '+918041234568' }, { caller: 'anonymous' }, { call: 'CA02' }]) {
    expect(verifyCallKey(key, { ...CALL, ...other }, NOW, SECRET)).toBe(false);
  }
  expect(verifyCallKey(key, CALL, NOW, `${SECRET}.`)).toBe(false);
});

it('tells fields apart that read the same together', () => {
  const shifted = { ...CALL, number: `${CALL.number}+`, caller: CALL.caller.slice(1) };
  expect(verifyCallKey(key, shifted, NOW, SECRET)).toBe(false);
});

it('lives no longer for a later expiry written into it', () => {
  const later = makeCallKey(CALL, NOW + 600_000, SECRET).slice(0, 8) + key.slice(8);
  expect(verifyCallKey(later, CALL, NOW, SECRET)).toBe(false);
});

it.each([undefined, '', 'x', key.slice(1), `${key}0`, key.toUpperCase()])('refuses %p', (other) => {
  expect(verifyCallKey(other, CALL, NOW, SECRET)).toBe(false);
});

it('refuses a key with any digit changed', () => {
  fc.assert(
    fc.property(fc.nat(key.length - 1), fc.constantFrom(...'0123456789abcdef'), (at, digit) => {
      fc.pre(key[at] !== digit);
      const changed = key.slice(0, at) + digit + key.slice(at + 1);
      expect(verifyCallKey(changed, CALL, NOW, SECRET)).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

it('passes through headers that take letters and digits only, as does the id of the call', () => {
  expect(key).toMatch(/^[0-9a-f]{72}$/);
  const id = '0f1e2d3c-4b5a-6978-8796-A5B4C3D2E1F0';
  const made = makeCallKey({ ...CALL, call: id }, NOW + 60_000, SECRET);
  expect(verifyCallKey(made, { ...CALL, call: plainCallId(id) }, NOW, SECRET)).toBe(true);
});

it('is not made without a secret', () => {
  expect(() => makeCallKey(CALL, NOW, '')).toThrow('empty secret');
});

describe('the key of a trunk', () => {
  const trunkKey = makeTrunkKey('twilio', SECRET);

  it('is the same for every call of the carrier, and good for it alone', () => {
    expect(makeTrunkKey('twilio', SECRET)).toBe(trunkKey);
    expect(trunkKey).toMatch(/^[0-9a-f]{64}$/);
    expect(verifyTrunkKey(trunkKey, 'twilio', SECRET)).toBe(true);
    expect(verifyTrunkKey(trunkKey, 'twilio-2', SECRET)).toBe(false);
    expect(verifyTrunkKey(trunkKey, 'twilio', `${SECRET}.`)).toBe(false);
  });

  it.each([undefined, '', 'x', trunkKey.slice(1), `${trunkKey}0`, trunkKey.toUpperCase(), '0'.repeat(64)])(
    'is not %p',
    (other) => {
      expect(verifyTrunkKey(other, 'twilio', SECRET)).toBe(false);
    },
  );

  it('is no key of a call, and no key of a call is one', () => {
    expect(verifyCallKey(trunkKey, CALL, NOW, SECRET)).toBe(false);
    expect(verifyTrunkKey(key, 'twilio', SECRET)).toBe(false);
    expect(verifyTrunkKey(key.slice(8), 'twilio', SECRET)).toBe(false);
  });

  it('is not made without a secret', () => {
    expect(() => makeTrunkKey('twilio', '')).toThrow('empty secret');
  });
});
