import * as fc from 'fast-check';
import { makeCallKey, makeTrunkKey } from '../../../lambda/adapters/call-key';
import { STAND_IN_NUMBER } from '../../../lambda/core/carriers/admission';
import { BYON_HEADERS } from '../../../lambda/core/calls/introduction';
import { aDial, REFERENCE } from '../../builders/dial';
import { anIntroduction, CARRIER_CALL, headersOf } from '../../builders/introduction';
import { aNumber, CALLER, NUMBER } from '../../builders/number';
import { CALL_ID, newCall, smaEventOf } from '../../builders/sma-event';
import { CallDesk, KEYED, SECRET } from './call-desk';

const CALLS = 1000;
const START = 1_790_000_000_000;
const OTHER = '+918049999999';
const RIGHT = { number: NUMBER, caller: CALLER, call: CARRIER_CALL };

/** Keys that an attacker may have: none, made up, of other calls and carriers, or of this one, long ago. */
const wrongKey = fc.oneof(
  fc.constant(undefined),
  fc.string(),
  fc.stringMatching(/^[0-9a-f]{72}$/),
  fc.stringMatching(/^[0-9a-f]{64}$/),
  fc.stringMatching(/^[0-9a-f]{20,}$/).map((secret) => makeCallKey(RIGHT, START + 60_000, secret)),
  fc.stringMatching(/^[0-9a-f]{20,}$/).map((secret) => makeTrunkKey(KEYED, secret)),
  fc.nat(START).map((ago) => makeCallKey(RIGHT, START - ago, SECRET)),
  fc.constantFrom('telnyx', '', 'twilio2', 'Twilio').map((carrier) => makeTrunkKey(carrier, SECRET)),
  fc
    .tuple(fc.constantFrom('number', 'caller', 'call'), fc.stringMatching(/^[0-9A-Z]{1,20}$/))
    .map(([name, value]) => makeCallKey({ ...RIGHT, [name]: `x${value}` }, START + 60_000, SECRET)),
  fc.nat(71).map((at) => {
    const key = makeCallKey(RIGHT, START + 60_000, SECRET);
    return key.slice(0, at) + (key[at] === '0' ? '1' : '0') + key.slice(at + 1);
  }),
);

const anyNumber = fc.constantFrom(NUMBER, OTHER, CALLER, STAND_IN_NUMBER, '08041234567', 'anonymous', '');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Header sets of somebody who knows all our conventions, but not our secret. */
const forgedLeg = fc
  .record({
    From: anyNumber,
    To: anyNumber,
    key: wrongKey,
    number: maybe(anyNumber),
    caller: maybe(anyNumber),
    call: maybe(fc.constantFrom(CARRIER_CALL, REFERENCE, 'CA02')),
    reference: maybe(fc.constantFrom(REFERENCE, CARRIER_CALL, 'none')),
    Diversion: maybe(anyNumber),
    'P-Called-Party-ID': maybe(anyNumber),
    'User-to-User': maybe(anyNumber),
    prefix: fc.constantFrom('X-', 'x-', 'X-VH-', 'X-PH-'),
  })
  .map(({ From, To, prefix, Diversion, 'P-Called-Party-ID': party, 'User-to-User': passedOn, ...said }) => {
    const form = (name: string) =>
      prefix + (prefix.length > 2 ? name.slice(2).replaceAll('-', '') : name.slice(2));
    const ours = Object.entries(said).map(([name, value]) => [
      form(BYON_HEADERS[name as keyof typeof said]),
      value,
    ]);
    const all = [...ours, ['Diversion', Diversion], ['P-Called-Party-ID', party], ['User-to-User', passedOn]];
    return { From, To, SipHeaders: Object.fromEntries(all.filter(([, value]) => value !== undefined)) };
  });

async function aDesk(): Promise<CallDesk> {
  const desk = new CallDesk({ homeCountries: ['IN'], dialsWithoutReference: true });
  await desk.clock.sleep(START - desk.clock.now());
  desk.directory.addNumber(
    aNumber({ carrier: KEYED, routes: ['rule-1'] }),
    aNumber({ number: OTHER, carrier: KEYED }),
  );
  await desk.dials.open(aDial(START));
  return desk;
}

test(`none of ${CALLS} forged calls gets to a keyed number, nor its caller into a record`, async () => {
  const refused = new Map<string | undefined, number>();
  await fc.assert(
    fc.asyncProperty(
      forgedLeg,
      fc.constantFrom('rule-1', 'rule-2'),
      fc.constantFrom('NEW_INBOUND_CALL', 'CALL_ANSWERED', 'ACTION_FAILED', 'DIGITS_RECEIVED'),
      async (leg, SipRuleId, type) => {
        const desk = await aDesk();
        const { Participants } = newCall(leg).CallDetails;
        await desk.answerTo(smaEventOf(type, 1, {}, { Participants, SipRuleId }));
        expect(desk.kept.snapshots.get(CALL_ID)?.engagement).toBeUndefined();
        expect(desk.turns.jobs).toEqual([]);
        expect(desk.phase).toBe('ending');
        const record = await desk.kept.findCall(CALL_ID);
        expect(['unproven', 'unknown-number']).toContain(record?.outcome);
        expect(record?.direction).toBe('inbound');
        const { From } = leg;
        expect([From, '+918041234567']).toContain(record?.caller);
        refused.set(record?.outcome, (refused.get(record?.outcome) ?? 0) + 1);
      },
    ),
    { numRuns: CALLS },
  );
  expect(refused.get('unproven')).toBeGreaterThan(CALLS / 2);
});

test('the same desk takes a call with the right key, so that the refusals mean something', async () => {
  const desk = await aDesk();
  const SipHeaders = headersOf(anIntroduction(SECRET, START + 60_000));
  await desk.send(newCall({ To: STAND_IN_NUMBER, SipHeaders }));
  expect(desk.phase).toBe('greeting');
});

test('forged keys make the secret be read anew, but never end a genuine call', async () => {
  const desk = await aDesk();
  const genuine = headersOf(anIntroduction(SECRET, START + 60_000));
  for (let i = 0; i < 20; i++) {
    const forged = { ...genuine, [BYON_HEADERS.key]: i.toString(16).padStart(72, '0') };
    await desk.send(newCall({ SipHeaders: forged }, { TransactionId: `forged-${i}` }));
    await desk.send(newCall({ SipHeaders: genuine }, { TransactionId: `genuine-${i}` }));
    expect(desk.kept.calls.get(`forged-${i}`)?.outcome).toBe('unproven');
    expect(desk.kept.snapshots.get(`genuine-${i}`)?.conversation.phase).toBe('greeting');
  }
});
