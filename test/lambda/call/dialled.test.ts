import { STAND_IN_NUMBER } from '../../../lambda/core/carriers/admission';
import { phrasesFor } from '../../../lambda/core/speech/phrases';
import { anAgent } from '../../builders/agent';
import { aDial, CALLEE, REFERENCE } from '../../builders/dial';
import { anIntroduction, headersOf, plainHeadersOf } from '../../builders/introduction';
import { aNumber, NUMBER } from '../../builders/number';
import { CALL_ID, newCall, recorded } from '../../builders/sma-event';
import { hangs, throws } from '../../fakes/faulty';
import { CallDesk, KEYED, SECRET } from './call-desk';

const say = phrasesFor('en');
const REFUSED = [say['unknown-number'], 'Hangup LEG-A'];
const SORRY = [say.trouble, 'Hangup LEG-A'];
const GREETING = 'Hello, {{appointment}}: {{purpose}} for {{callee}} from {{branch}}.';
const GREETED = [`Hello, ten: a reminder of an appointment for ${CALLEE} from Pune.`, 'RecordAudio'];

function aDesk(options: ConstructorParameters<typeof CallDesk>[0] = {}, carrier: string = KEYED) {
  const desk = new CallDesk({ agent: anAgent({ greeting: GREETING }), ...options });
  const variables = { branch: 'Pune', appointment: 'nine' };
  desk.directory.addNumber(aNumber({ carrier, variables }));
  return desk;
}

/** What the bridge says when somebody has answered whom we called. */
const answered = (desk: CallDesk, reference = REFERENCE) =>
  anIntroduction(SECRET, desk.clock.now() + 120_000, { caller: CALLEE, call: reference, reference });
const bridged = (SipHeaders: Record<string, string>) =>
  newCall({ To: STAND_IN_NUMBER, From: NUMBER, SipHeaders });
const recordOf = (desk: CallDesk) => desk.kept.findCall(CALL_ID);

describe('a call that we made', () => {
  test.each([
    ['headers of our own', headersOf],
    ['the plain headers of Vobiz', plainHeadersOf],
  ])('is greeted with what it was dialled for, in %s', async (_, form) => {
    const desk = aDesk();
    await desk.dials.open(aDial(desk.clock.now()));
    await desk.clock.sleep(30_000);
    expect(await desk.send(bridged(form(answered(desk))))).toEqual(GREETED);
    expect(await recordOf(desk)).toEqual({
      callId: CALL_ID,
      direction: 'outbound',
      number: NUMBER,
      caller: CALLEE,
      carrier: KEYED,
      carrierCall: 'ca0123',
      dial: REFERENCE,
      resolvedBy: 'header',
      startedAt: expect.any(Number),
      agent: { id: 'reception', version: 'v1' },
    });
  });

  test('hands the worker its purpose, its callee, and its variables before those of the number', async () => {
    const desk = aDesk();
    await desk.dials.open(aDial(desk.clock.now(), { variables: { appointment: 'ten', purpose: 'ours' } }));
    await desk.send(bridged(headersOf(answered(desk))));
    await desk.send(recorded(2));
    expect(desk.turns.jobsOf('reply')[0]?.variables).toMatchObject({
      caller: CALLEE,
      callee: CALLEE,
      number: NUMBER,
      branch: 'Pune',
      appointment: 'ten',
      purpose: 'ours',
    });
  });

  test("has the dial's own agent, where it names one", async () => {
    const desk = aDesk();
    desk.directory.addAgent(anAgent({ id: 'reminder', greeting: 'This is a reminder.' }));
    await desk.dials.open(aDial(desk.clock.now(), { agent: 'reminder' }));
    const heard = await desk.send(bridged(headersOf(answered(desk))));
    expect(heard).toEqual(['This is a reminder.', 'RecordAudio']);
    expect(await recordOf(desk)).toMatchObject({ agent: { id: 'reminder' } });
  });

  test('whose agent is gone is ended with an apology', async () => {
    const desk = aDesk();
    await desk.dials.open(aDial(desk.clock.now(), { agent: 'gone' }));
    expect(await desk.send(bridged(headersOf(answered(desk))))).toEqual(SORRY);
    expect(await recordOf(desk)).toMatchObject({ direction: 'outbound', caller: CALLEE, dial: REFERENCE });
  });

  test('is known although the carrier has not told its id yet', async () => {
    const desk = aDesk();
    await desk.dials.open(aDial(desk.clock.now(), { state: 'asked', call: undefined }));
    expect(await desk.send(bridged(headersOf(answered(desk))))).toEqual(GREETED);
    expect(await recordOf(desk)).not.toHaveProperty('carrierCall');
  });

  test('gets the same answer when its event is delivered twice', async () => {
    const desk = aDesk();
    await desk.dials.open(aDial(desk.clock.now()));
    const call = bridged(headersOf(answered(desk)));
    const [one, two] = await Promise.all([desk.answerTo(call), desk.answerTo(call, desk.anotherHandler())]);
    expect(two).toEqual(one);
    expect(await desk.answerTo(call)).toEqual(one);
  });

  test('names its reference also where the carrier brings no keys otherwise', async () => {
    const desk = aDesk({}, 'telnyx');
    await desk.dials.open(aDial(desk.clock.now()));
    expect(await desk.send(bridged(headersOf(answered(desk))))).toEqual(GREETED);
  });

  test.each([
    ['hangs', hangs],
    ['fails', throws('ProvisionedThroughputExceededException')],
  ])('ends with an apology, in time, when the table of dials %s', async (_, fault) => {
    const desk = aDesk();
    desk.dialFaults.find = fault;
    expect(await desk.send(bridged(headersOf(answered(desk))))).toEqual(SORRY);
    expect(desk.outcome).toBe('failed');
    expect(desk.log.messages('error')).toEqual(['call not proven']);
  });
});

describe('a reference', () => {
  test('of no dial is refused as unproven', async () => {
    const desk = aDesk();
    expect(await desk.send(bridged(headersOf(answered(desk))))).toEqual(REFUSED);
    expect(desk.outcome).toBe('unproven');
    expect((await recordOf(desk))?.direction).toBe('inbound');
  });

  test.each([KEYED, 'telnyx'])('without a key is refused as unproven: %s', async (carrier) => {
    const desk = aDesk({}, carrier);
    await desk.dials.open(aDial(desk.clock.now()));
    const { key: _, ...unproven } = answered(desk);
    expect(await desk.send(bridged(headersOf(unproven)))).toEqual(REFUSED);
    expect(desk.outcome).toBe('unproven');
  });

  test('that the key of the call does not cover is refused as unproven', async () => {
    const desk = aDesk();
    await desk.dials.open(aDial(desk.clock.now()));
    const inbound = anIntroduction(SECRET, desk.clock.now() + 1000);
    expect(await desk.send(bridged(headersOf({ ...inbound, reference: REFERENCE })))).toEqual(REFUSED);
    expect(desk.outcome).toBe('unproven');
  });

  test('of a dial from another number is refused as unproven', async () => {
    const desk = aDesk();
    await desk.dials.open(aDial(desk.clock.now(), { number: '+918041111111' }));
    expect(await desk.send(bridged(headersOf(answered(desk))))).toEqual(REFUSED);
  });
});

describe('a call without reference', () => {
  const EXOTEL = 'exotel';
  const ours = (options: ConstructorParameters<typeof CallDesk>[0] = {}) =>
    aDesk({ dialsWithoutReference: true, homeCountries: ['IN'], ...options }, EXOTEL);

  test.each([
    ['who is called calls our number', { From: CALLEE, To: NUMBER }],
    ['our number calls who is called', { From: NUMBER, To: CALLEE }],
    ['without country codes', { From: '09876543210', To: '08041234567' }],
    ['without country codes, the other way', { From: '08041234567', To: '09876543210' }],
  ])('is the dial that fits its ends: %s', async (_, leg) => {
    const desk = ours();
    await desk.dials.open(aDial(desk.clock.now(), { carrier: EXOTEL }));
    await desk.clock.sleep(179_000);
    expect(await desk.send(newCall(leg))).toEqual(GREETED);
    expect(await recordOf(desk)).toMatchObject({
      direction: 'outbound',
      number: NUMBER,
      caller: CALLEE,
      dial: REFERENCE,
    });
  });

  test.each([
    ['older than three minutes', {}, 180_001],
    ['to somebody else', { callee: '+919000000009' }, 0],
    ['from another number', { number: '+918041111111' }, 0],
    ['that the carrier has refused', { state: 'refused' as const }, 0],
  ])('is not a dial %s', async (_, changes, laterMs) => {
    const desk = ours({ agent: anAgent() });
    await desk.dials.open(aDial(desk.clock.now(), changes));
    await desk.clock.sleep(laterMs);
    expect(await desk.send(newCall())).toEqual([anAgent().greeting, 'RecordAudio']);
    expect((await recordOf(desk))?.direction).toBe('inbound');
  });

  test('from one of our numbers to nobody of ours is for nobody', async () => {
    const desk = ours();
    expect(await desk.send(newCall({ From: NUMBER, To: CALLEE }))).toEqual(REFUSED);
    expect(desk.outcome).toBe('unknown-number');
  });

  test('is no dial where every carrier carries references through', async () => {
    const desk = ours({ dialsWithoutReference: false, agent: anAgent() });
    await desk.dials.open(aDial(desk.clock.now()));
    await desk.send(newCall());
    expect((await recordOf(desk))?.direction).toBe('inbound');
  });

  test('of a keyed carrier is refused, whatever was dialled', async () => {
    const desk = aDesk({ dialsWithoutReference: true });
    await desk.dials.open(aDial(desk.clock.now()));
    expect(await desk.send(newCall())).toEqual(REFUSED);
    expect(await desk.send(newCall({ From: NUMBER, To: CALLEE }, { TransactionId: 'another' }))).toEqual(
      REFUSED,
    );
    expect(desk.outcome).toBe('unproven');
  });

  test('ends with an apology, in time, when the table of dials hangs', async () => {
    const desk = ours();
    desk.dialFaults.findLatest = hangs;
    expect(await desk.send(newCall())).toEqual(SORRY);
    expect(desk.outcome).toBe('failed');
  });
});
