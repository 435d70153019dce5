import type { Introduction } from '../../../../lambda/core/calls/introduction';
import { FROM, HEADER, vouchFor, type Proof, type Trust } from '../../../../lambda/core/calls/trust';
import { aDial, CALLEE, REFERENCE } from '../../../builders/dial';
import { aNumber, CALLER, NUMBER } from '../../../builders/number';
import { InMemoryDialStore } from '../../../fakes/dial-store';

const NOW = Date.UTC(2026, 10, 23);
const SAID = { number: NUMBER, caller: CALLER, call: 'CA01', key: 'k' };
const OURS = { ...SAID, call: REFERENCE, reference: REFERENCE };

async function dials(...dialled: Parameters<typeof aDial>[1][]): Promise<InMemoryDialStore> {
  const store = new InMemoryDialStore({ now: () => NOW });
  for (const changes of dialled) await store.open(aDial(NOW, changes));
  return store;
}

interface Case {
  said?: Partial<Introduction>;
  source?: string;
  carrier?: string;
  ends?: string[];
  proves?: Proof;
}

/** Asks for NUMBER, which belongs to a carrier with keys. */
function vouch(
  { said = SAID, source = HEADER, carrier = 'keyed', ends = [], proves }: Case,
  more: Trust = {},
) {
  const proof = { prove: async () => proves };
  const trust = { proof, keyedCarriers: new Set(['keyed']), ...more };
  return vouchFor({ introduction: said, ends }, trust)(aNumber({ carrier }), { source, number: NUMBER });
}

describe('a number of a keyed carrier', () => {
  test('is had by a proven call, with its caller and its id', async () => {
    const believed = { caller: CALLER, carrierCall: 'CA01' };
    expect(await vouch({ proves: 'call' })).toEqual(believed);
    expect(await vouch({ proves: 'call', source: 'to' })).toEqual(believed);
  });

  test('is not had by a proof of another number', async () => {
    expect(await vouch({ proves: 'call', said: { ...SAID, number: '+14155550100' } })).toBe('unproven');
  });

  test("is had through the carrier's trunk, by what the carrier writes", async () => {
    expect(await vouch({ proves: 'trunk', source: 'diversion' })).toEqual({});
    expect(await vouch({ proves: 'trunk', source: HEADER })).toBe('overlook');
  });

  test.each([HEADER, 'diversion', 'to', 'sip-rule'])('is not had without proof, by %s', async (source) => {
    expect(await vouch({ source })).toBe('unproven');
    expect(await vouch({ source, said: {} })).toBe('unproven');
  });

  test('is had by nobody where nothing can prove anything', async () => {
    expect(await vouch({}, { proof: undefined })).toBe('unproven');
  });
});

describe('any other number', () => {
  test('is had by whoever says so, with the caller that they name, but not with an id', async () => {
    expect(await vouch({ carrier: 'unkeyed' })).toEqual({ caller: CALLER });
    expect(await vouch({ carrier: 'unkeyed', said: {}, source: 'to' })).toEqual({});
  });

  test('is had by everybody where nothing is said of keys', async () => {
    const number = aNumber({ carrier: 'keyed' });
    const candidate = { source: 'to', number: NUMBER };
    expect(await vouchFor({ introduction: {}, ends: [] }, {})(number, candidate)).toEqual({});
  });

  test('is not had by a From, which is the other end', async () => {
    expect(await vouch({ carrier: 'unkeyed', said: {}, source: FROM })).toBe('overlook');
    expect(await vouch({ source: FROM })).toBe('overlook');
  });
});

describe('a call that we made', () => {
  test('is known by a proven reference', async () => {
    const believed = { caller: CALLEE, carrierCall: 'CA-0123', dial: aDial(NOW) };
    for (const carrier of ['keyed', 'unkeyed']) {
      expect(await vouch({ said: OURS, proves: 'call', carrier }, { dials: await dials({}) })).toEqual(
        believed,
      );
    }
  });

  test.each<[string, Case]>([
    ['no proof', { said: OURS }],
    ["the trunk's proof", { said: OURS, proves: 'trunk' }],
    ['a reference that the key does not cover', { said: { ...OURS, call: 'CA01' }, proves: 'call' }],
    [
      'no id that the key could cover',
      { said: { number: NUMBER, key: 'k', reference: REFERENCE }, proves: 'call' },
    ],
  ])('is not known by a reference with %s', async (_, given) => {
    for (const carrier of ['keyed', 'unkeyed']) {
      expect(await vouch({ ...given, carrier }, { dials: await dials({}) })).toBe('unproven');
    }
  });

  test('is not known by a reference that nobody noted, or noted of another number', async () => {
    expect(await vouch({ said: OURS, proves: 'call' }, { dials: await dials() })).toBe('unproven');
    expect(await vouch({ said: OURS, proves: 'call' }, {})).toBe('unproven');
    const elsewhere = await dials({ number: '+14155550100' });
    expect(await vouch({ said: OURS, proves: 'call' }, { dials: elsewhere })).toBe('unproven');
  });

  test('is known by its ends where carriers pass no reference on', async () => {
    const trust = { dials: await dials({}), dialsWithoutReference: true };
    const bare = { said: {}, carrier: 'unkeyed' };
    for (const [source, ends] of [
      ['to', [CALLEE, NUMBER]],
      [FROM, [NUMBER, '+14155550100', CALLEE]],
    ] as const) {
      expect(await vouch({ ...bare, source, ends: [...ends] }, trust)).toMatchObject({
        caller: CALLEE,
        dial: { reference: REFERENCE },
      });
    }
    expect(await vouch({ ...bare, source: 'to', ends: [NUMBER] }, trust)).toEqual({});
  });

  test('is not known by its ends where it brings headers of ours, or should bring a key', async () => {
    const trust = { dials: await dials({}), dialsWithoutReference: true };
    const ends = [CALLEE, NUMBER];
    expect(await vouch({ carrier: 'unkeyed', ends }, trust)).toEqual({ caller: CALLER });
    expect(await vouch({ said: {}, ends }, trust)).toBe('unproven');
  });
});
