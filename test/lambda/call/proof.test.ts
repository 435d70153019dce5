import { makeTrunkKey } from '../../../lambda/adapters/call-key';
import { STAND_IN_NUMBER } from '../../../lambda/core/carriers/admission';
import { phrasesFor } from '../../../lambda/core/speech/phrases';
import { anAgent } from '../../builders/agent';
import { anIntroduction, CARRIER_CALL, headersOf, plainHeadersOf } from '../../builders/introduction';
import { aNumber, CALLER, NUMBER } from '../../builders/number';
import { actionDone, CALL_ID, hangUp, legA, newCall, recorded } from '../../builders/sma-event';
import { replyParts } from '../../builders/turn';
import { hangs, throws } from '../../fakes/faulty';
import { CallDesk, KEYED, noteTurn, SECRET } from './call-desk';

const say = phrasesFor('en');
const GREETED = [anAgent().greeting, 'RecordAudio'];
const REFUSED = [say['unknown-number'], 'Hangup LEG-A'];
const SORRY = [say.trouble, 'Hangup LEG-A'];
const OTHER = '+918049999999';
const STRANGER = '+919000000009';
/** A key that looks like one of ours. */
const FORGED = 'ab'.repeat(36);

/** NUMBER and OTHER belong to a carrier whose calls always bring a key. */
function aDesk(options: ConstructorParameters<typeof CallDesk>[0] = {}) {
  const desk = new CallDesk(options);
  desk.directory.addNumber(aNumber({ carrier: KEYED }), aNumber({ number: OTHER, carrier: KEYED }));
  return desk;
}
const rightOf = (desk: CallDesk, changes: Parameters<typeof anIntroduction>[2] = {}) =>
  anIntroduction(SECRET, desk.clock.now() + 120_000, changes);
const bridged = (SipHeaders: Record<string, string>) =>
  newCall({ To: STAND_IN_NUMBER, From: '+14155550100', SipHeaders });
const recordOf = (desk: CallDesk) => desk.kept.findCall(CALL_ID);

describe('a call through the bridge', () => {
  test.each([
    ['headers of our own', headersOf],
    ['the plain headers of Vobiz', plainHeadersOf],
  ])('is greeted when its key is right, in %s', async (_, form) => {
    const desk = aDesk();
    expect(await desk.send(bridged(form(rightOf(desk))))).toEqual(GREETED);
    expect(await recordOf(desk)).toEqual({
      callId: CALL_ID,
      direction: 'inbound',
      number: NUMBER,
      caller: CALLER,
      carrier: KEYED,
      carrierCall: CARRIER_CALL.toLowerCase(),
      resolvedBy: 'header',
      startedAt: expect.any(Number),
      agent: { id: 'reception', version: 'v1' },
    });
  });

  test('has its caller from the headers, and a transfer shows the From, as AWS demands', async () => {
    const desk = new CallDesk({
      agent: anAgent({ greeting: 'Hello {{caller}}.' }),
      worker: (job, at) =>
        noteTurn(at, job, {
          status: 'replied',
          parts: replyParts('I pass you on.'),
          next: { type: 'transfer', to: '+918049876543' },
        }),
    });
    desk.directory.addNumber(aNumber({ carrier: KEYED }));
    const call = bridged(headersOf(rightOf(desk)));
    expect(await desk.send(call)).toEqual([`Hello ${CALLER}.`, 'RecordAudio']);
    // Later events do not repeat the headers.
    const Participants = [legA({ To: STAND_IN_NUMBER, From: '+14155550100' })];
    const later = recorded(2);
    const answer = await desk.answerTo({ ...later, CallDetails: { ...later.CallDetails, Participants } });
    expect(answer.Actions.at(-1)).toMatchObject({
      Type: 'CallAndBridge',
      Parameters: { CallerIdNumber: '+14155550100' },
    });
  });

  test('may have a caller without a number', async () => {
    const desk = aDesk();
    const introduction = rightOf(desk, { caller: 'anonymous' });
    expect(await desk.send(bridged(headersOf(introduction)))).toEqual(GREETED);
    expect(await recordOf(desk)).toMatchObject({ caller: 'anonymous' });
  });

  test('gets the same answer when its arrival is delivered twice, one after the other or at once', async () => {
    const desk = aDesk();
    const call = bridged(headersOf(rightOf(desk)));
    const [one, two] = await Promise.all([desk.answerTo(call), desk.answerTo(call, desk.anotherHandler())]);
    expect(two).toEqual(one);
    await desk.clock.sleep(200_000);
    expect(await desk.answerTo(call)).toEqual(one);
  });

  test('is greeted although it rang until the arrival was repeated', async () => {
    const desk = aDesk();
    const introduction = rightOf(desk);
    await desk.clock.sleep(20_000);
    expect(await desk.send(bridged(headersOf(introduction)))).toEqual(GREETED);
  });

  test('to a suspended number is told so', async () => {
    const desk = aDesk();
    desk.directory.addNumber(aNumber({ carrier: KEYED, status: 'suspended' }));
    const heard = await desk.send(bridged(headersOf(rightOf(desk))));
    expect(heard).toEqual([say['suspended-number'], 'Hangup LEG-A']);
    expect(await recordOf(desk)).toMatchObject({ caller: CALLER, carrier: KEYED });
  });
});

describe('a call of a keyed carrier that proves nothing', () => {
  const forgeries: [string, (desk: CallDesk) => ReturnType<typeof newCall>][] = [
    ['has no headers', () => newCall()],
    ['names its number in a header alone', () => bridged({ 'X-Byon-Did': NUMBER })],
    ['has a key made up', (desk) => bridged(headersOf({ ...rightOf(desk), key: FORGED }))],
    ['has a key of another shape', (desk) => bridged(headersOf({ ...rightOf(desk), key: 'key' }))],
    ['has another call’s key', (desk) => bridged(headersOf({ ...rightOf(desk), call: 'CA02' }))],
    ['has another caller’s key', (desk) => bridged(headersOf({ ...rightOf(desk), caller: STRANGER }))],
    ['has another number’s key', (desk) => bridged(headersOf({ ...rightOf(desk), number: OTHER }))],
    ['has a key that is too old', (desk) => bridged(headersOf(anIntroduction(SECRET, desk.clock.now())))],
    [
      'has the key of a number that is not here, and names one that is in its To',
      (desk) => newCall({ SipHeaders: headersOf(rightOf(desk, { number: '+918041111111' })) }),
    ],
    [
      'has a key of another stack',
      (desk) => bridged(headersOf(anIntroduction('another-stack', desk.clock.now() + 1000))),
    ],
    [
      "has the key of another carrier's trunk",
      () => newCall({ SipHeaders: { 'X-Byon-Key': makeTrunkKey('telnyx', SECRET) } }),
    ],
  ];

  test.each(forgeries)('hears that nobody is there: it %s', async (_, callOf) => {
    const desk = aDesk();
    expect(await desk.send(callOf(desk))).toEqual(REFUSED);
    expect(desk.outcome).toBe('unproven');
    expect(desk.turns.jobs).toEqual([]);
    const [warning] = desk.log.entries.filter(({ level }) => level === 'warn');
    expect(warning).toMatchObject({
      message: 'call turned away',
      fields: { refusal: 'unproven', carrier: KEYED },
    });
    for (const number of [NUMBER, OTHER, CALLER, STRANGER]) {
      expect(desk.log.public).not.toContain(number.slice(1));
    }
  });

  test('learns nothing of the number: a suspended one, and one without agent, sound the same', async () => {
    for (const changes of [{ status: 'suspended' as const }, { agent: 'gone' }]) {
      const desk = aDesk();
      desk.directory.addNumber(aNumber({ carrier: KEYED, ...changes }));
      expect(await desk.send(newCall())).toEqual(REFUSED);
      expect(desk.outcome).toBe('unproven');
    }
  });

  test('does not bring its caller into the records', async () => {
    const desk = aDesk();
    const introduction = { ...rightOf(desk), caller: STRANGER };
    await desk.send(bridged(headersOf(introduction)));
    const record = await recordOf(desk);
    expect(record).toMatchObject({ number: NUMBER, caller: '+14155550100', carrier: KEYED });
    expect(record).not.toHaveProperty('carrierCall');
    expect(JSON.stringify([...desk.kept.snapshots])).not.toContain(STRANGER.slice(1));
  });

  test('is refused once, however often its arrival is delivered', async () => {
    const desk = aDesk();
    const first = await desk.answerTo(newCall());
    expect(await desk.answerTo(newCall())).toEqual(first);
    expect(desk.log.messages('warn')).toEqual(['call turned away']);
  });

  test('is closed in the records when the caller has left before', async () => {
    const desk = aDesk();
    expect(await desk.send(hangUp(2))).toEqual([]);
    expect(desk.outcome).toBe('caller-hung-up');
    expect(desk.kept.snapshots.get(CALL_ID)?.engagement).toBeUndefined();
  });
});

describe("a call through a carrier's trunk", () => {
  const trunk = { 'X-Byon-Key': makeTrunkKey(KEYED, SECRET) };

  test('is greeted, by the number and the caller that the carrier names', async () => {
    const desk = aDesk();
    const Diversion = `<sip:${NUMBER}@twilio.com>;reason=unconditional`;
    const call = newCall({ To: STAND_IN_NUMBER, SipHeaders: { ...trunk, Diversion } });
    expect(await desk.send(call)).toEqual(GREETED);
    expect(await recordOf(desk)).toMatchObject({ resolvedBy: 'diversion', caller: CALLER, carrier: KEYED });
  });

  test('has neither number nor caller from headers of ours, which its key does not cover', async () => {
    const desk = aDesk();
    const SipHeaders = { ...trunk, 'X-Byon-Did': OTHER, 'X-Byon-Caller': STRANGER };
    expect(await desk.send(newCall({ SipHeaders }))).toEqual(GREETED);
    expect(await recordOf(desk)).toMatchObject({ number: NUMBER, caller: CALLER, resolvedBy: 'to' });
  });
});

describe('a call of a carrier without keys', () => {
  test.each([undefined, 'telnyx'])(
    'is what it says: number and caller by its headers (%s)',
    async (carrier) => {
      const desk = new CallDesk();
      desk.directory.addNumber(aNumber({ ...(carrier && { carrier }) }));
      const call = bridged({ 'X-Byon-Did': NUMBER, 'X-Byon-Caller': CALLER, 'X-Byon-Call': 'CA01' });
      expect(await desk.send(call)).toEqual(GREETED);
      const record = await recordOf(desk);
      expect(record).toMatchObject({ number: NUMBER, caller: CALLER, resolvedBy: 'header' });
      expect(record?.carrier).toBe(carrier);
      expect(record).not.toHaveProperty('carrierCall');
    },
  );

  test('is not held up by a secret that cannot be read', async () => {
    const desk = new CallDesk();
    desk.secret.read = throws('AccessDeniedException') as () => Promise<never>;
    expect(await desk.send(newCall({ SipHeaders: { 'X-Byon-Key': FORGED } }))).toEqual(GREETED);
  });
});

describe('the secret behind the keys', () => {
  test('is read anew when a key does not fit, so that its rotation loses no call', async () => {
    const desk = aDesk();
    desk.secret.renewed = 'what-the-secret-is-after-its-rotation';
    const introduction = anIntroduction(desk.secret.renewed, desk.clock.now() + 1000);
    expect(await desk.send(bridged(headersOf(introduction)))).toEqual(GREETED);
    expect(desk.secret.renewals).toBe(1);
  });

  test('is not read for what cannot be a key', async () => {
    const desk = aDesk();
    desk.secret.read = () => Promise.reject(new Error('nobody should ask'));
    await desk.send(newCall({ SipHeaders: { 'X-Byon-Key': 'z'.repeat(72) } }));
    expect(desk.outcome).toBe('unproven');
  });

  test.each([
    ['cannot be read', throws('AccessDeniedException')],
    ['hangs', hangs],
  ])('that %s ends the call with an apology, as failed, and in time', async (_, fault) => {
    const desk = aDesk();
    desk.secret.read = fault as () => Promise<never>;
    expect(await desk.send(bridged(headersOf(rightOf(desk))))).toEqual(SORRY);
    expect(desk.outcome).toBe('failed');
    expect(desk.log.messages('error')).toEqual(['call not proven']);
    expect(desk.turns.jobs).toEqual([]);
  });

  test('that is slow, but not too slow, costs no call', async () => {
    const desk = aDesk();
    const read = desk.secret.read;
    desk.secret.read = async (renew) => {
      await desk.clock.sleep(2500);
      return read(renew);
    };
    expect(await desk.send(bridged(headersOf(rightOf(desk))))).toEqual(GREETED);
  });

  test('that hangs only for a forger’s key ends only the forger’s call', async () => {
    const desk = aDesk();
    const read = desk.secret.read;
    desk.secret.read = (renew) => (renew ? new Promise(() => {}) : read(renew));
    expect(await desk.send(bridged(headersOf({ ...rightOf(desk), key: FORGED })))).toEqual(SORRY);
    const genuine = bridged(headersOf(rightOf(desk)));
    const next = { ...genuine, CallDetails: { ...genuine.CallDetails, TransactionId: 'another-call' } };
    expect(await desk.send(next)).toEqual(GREETED);
  });
});

test('a call that was proven stays so: later events need no key', async () => {
  const desk = aDesk();
  await desk.send(bridged(headersOf(rightOf(desk))));
  await desk.clock.sleep(300_000);
  expect(await desk.send(actionDone(2, 'PlayAudio'))).toEqual(['RecordAudio']);
});
