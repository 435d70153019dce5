import * as fc from 'fast-check';
import {
  headersFor,
  introductionIn,
  plainHeadersFor,
  type Introduction,
} from '../../../../lambda/core/calls/introduction';

const CALL: Introduction = {
  number: '+918041234567',
  caller: '+919876543210',
  call: '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
  key: 'ab'.repeat(36),
};
const REFERENCE = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const received = (headers: [string, string][], prefix = '') =>
  new Map(headers.map(([name, value]) => [`${prefix}${name}`.toLowerCase(), value]));

it('comes back as it was from headers that a program may name', () => {
  expect(introductionIn(received(headersFor(CALL)))).toEqual(CALL);
  const made = { ...CALL, call: REFERENCE, reference: REFERENCE };
  expect(introductionIn(received(headersFor(made)))).toEqual(made);
});

it.each(['X-VH-', 'X-PH-'])('comes back from plain headers with %s before them', (prefix) => {
  const headers = received(plainHeadersFor({ ...CALL, reference: REFERENCE }), prefix);
  expect(introductionIn(headers)).toEqual({
    ...CALL,
    call: CALL.call.replace(/-/g, ''),
    reference: REFERENCE,
  });
});

it('keeps a caller without a number', () => {
  const anonymous = { ...CALL, caller: 'anonymous' };
  expect(introductionIn(received(plainHeadersFor(anonymous), 'X-VH-')).caller).toBe('anonymous');
});

it('is what is there, and no more', () => {
  expect(introductionIn(new Map([['x-byon-did', '+1']]))).toEqual({ number: '+1' });
  expect(introductionIn(new Map([['byondid', '+1']]))).toEqual({});
});

it('goes to Vobiz in letters and digits only, whatever stands in it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (caller, call) => {
      const text = plainHeadersFor({ ...CALL, caller, call })
        .flat()
        .join('');
      expect(text).toMatch(/^[A-Za-z0-9]*$/);
    }),
  );
});
