import { verifyCallKey } from '../../../lambda/adapters/call-key';
import { phrasesFor } from '../../../lambda/core/speech/phrases';
import { anAgent } from '../../builders/agent';
import { aNotedOrder, CALLEE, REFERENCE } from '../../builders/dial';
import { CALLER, NUMBER } from '../../builders/number';
import { InMemoryDialStore } from '../../fakes/dial-store';
import { faulty, throws } from '../../fakes/faulty';
import { InMemoryLegStore } from '../../fakes/leg-store';
import {
  ADDRESS,
  BridgeDesk,
  CALL_KEY_SECRET,
  HOST,
  HUMAN,
  introducedByVobiz,
  TWILIO_CALL,
  VOBIZ_CALL,
  vobizCall,
  vobizEvent,
} from './bridge-desk';

const OTHER_CALL = VOBIZ_CALL.replace('0', '1');
const answered = `answered/${REFERENCE}`;
const status = `status/${REFERENCE}`;
const machine = `machine/${REFERENCE}`;
const afterwards = `dialled/${REFERENCE}`;

async function deskWith(changes: Parameters<typeof aNotedOrder>[0] = {}): Promise<BridgeDesk> {
  const desk = new BridgeDesk();
  await desk.dials.open(aNotedOrder({ carrier: 'vobiz', askedAt: desk.clock.now(), ...changes }));
  return desk;
}

describe('a call that we made, when it is answered', () => {
  it('is connected to the Voice Connector, which is told who was called and under which reference', async () => {
    const desk = await deskWith();
    const answer = await desk.vobiz(answered);
    const { ByonKey: key, ...who } = introducedByVobiz(answer);
    expect(who).toEqual({
      ByonDid: NUMBER.slice(1),
      ByonCaller: CALLEE.slice(1),
      ByonCall: REFERENCE,
      ByonRef: REFERENCE,
    });
    expect(answer.body.replace(/ sipHeaders="[^"]*"/, '')).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response>' +
        `<Dial callerId="${NUMBER}" timeout="20" action="${ADDRESS}/vobiz/dialled/${REFERENCE}" method="POST">` +
        `<User>sip:+17035550122@${HOST}:5061;transport=tls</User></Dial></Response>`,
    );
    const call = { number: NUMBER, caller: CALLEE, call: REFERENCE };
    expect(verifyCallKey(key, call, desk.clock.now(), CALL_KEY_SECRET)).toBe(true);
    expect(await desk.dials.find(REFERENCE)).toMatchObject({
      call: VOBIZ_CALL,
      answeredAt: desk.clock.now(),
    });
    expect(await desk.legs.find({ carrier: 'vobiz', call: VOBIZ_CALL })).toMatchObject({
      number: NUMBER,
      caller: CALLEE,
      answeredAt: desk.clock.now(),
    });
  });

  it('has the same answer for a minute, with the key of the first, and none later', async () => {
    const desk = await deskWith();
    const first = await desk.vobiz(answered);
    await desk.clock.sleep(60_000);
    expect(await desk.vobiz(answered)).toEqual(first);
    await desk.clock.sleep(1);
    expect((await desk.vobiz(answered)).statusCode).toBe(403);
  });

  it('is the only one of its reference', async () => {
    const desk = await deskWith();
    await desk.vobiz(answered);
    expect((await desk.vobiz(answered, { CallUUID: OTHER_CALL })).statusCode).toBe(403);
    expect(await desk.legs.find({ carrier: 'vobiz', call: OTHER_CALL })).toBeUndefined();
  });

  it('is one of two that come at once', async () => {
    const desk = await deskWith();
    const both = [desk.vobiz(answered), desk.vobiz(answered, { CallUUID: OTHER_CALL })];
    const answers = await Promise.all(both);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 403]);
  });

  it.each(['asked', 'unclear'] as const)('was placed after all, where that was %s', async (state) => {
    const desk = await deskWith({ state });
    expect((await desk.vobiz(answered)).body).toContain('<User');
    expect(await desk.dials.find(REFERENCE)).toMatchObject({ state: 'placed', call: VOBIZ_CALL });
  });

  it('hears an apology when there is no key to be had', async () => {
    const desk = new BridgeDesk({ callKeySecret: () => Promise.reject(new Error('secrets down')) });
    await desk.dials.open(aNotedOrder({ carrier: 'vobiz' }));
    const { statusCode, body } = await desk.vobiz(answered);
    expect(statusCode).toBe(200);
    expect(body).toContain(`>${phrasesFor('en').trouble}</Speak><Hangup/>`);
  });

  it('is connected all the same when its leg cannot be noted', async () => {
    const desk = new BridgeDesk({ legs: faulty(new InMemoryLegStore(), { save: throws('table down') }) });
    await desk.dials.open(aNotedOrder({ carrier: 'vobiz' }));
    expect((await desk.vobiz(answered)).body).toContain('<User');
    expect(desk.log.messages('error')).toEqual(['leg not saved']);
  });

  it('is over when Vobiz tells of the hang-up at the same address', async () => {
    const desk = await deskWith();
    await desk.vobiz(answered);
    const hungUp = { Event: 'Hangup', CallStatus: 'completed', Duration: '61' };
    expect((await desk.vobiz(answered, hungUp)).body).toContain('<Response/>');
    expect(await desk.dials.find(REFERENCE)).toMatchObject({ outcome: 'completed' });
  });
});

describe('a reference that was not ordered', () => {
  const unknown = REFERENCE.replace('0', '1');
  const steps = ['answered', 'dialled', 'status', 'machine'];

  it.each(steps)('is refused at %s', async (step) => {
    const desk = await deskWith();
    const fields = { DialStatus: 'failed', DialCallStatus: 'failed', AnsweredBy: 'human' };
    expect((await desk.vobiz(`${step}/${unknown}`, fields)).statusCode).toBe(403);
    expect((await desk.twilio(`${step}/${unknown}`, fields)).statusCode).toBe(403);
    expect(desk.legs.legs.size).toBe(0);
  });

  it.each(steps)('is one of another carrier, too, at %s', async (step) => {
    const desk = await deskWith();
    const fields = { DialCallStatus: 'failed', AnsweredBy: 'human' };
    expect((await desk.twilio(`${step}/${REFERENCE}`, fields)).statusCode).toBe(403);
    expect(desk.legs.legs.size).toBe(0);
  });
});

it('refuses the signature of one reference for another', async () => {
  const desk = await deskWith();
  const other = REFERENCE.replace('0', '1');
  await desk.dials.open(aNotedOrder({ carrier: 'vobiz', reference: other }));
  const event = vobizEvent(answered, vobizCall(), '12345678901234567890');
  expect((await desk.handler({ ...event, rawPath: `/vobiz/answered/${other}` })).statusCode).toBe(403);
});

it('refuses another call with the signature of one, which does not cover the body', async () => {
  const desk = await deskWith();
  const nonce = '12345678901234567890';
  expect((await desk.handler(vobizEvent(answered, vobizCall(), nonce))).body).toContain('<User');
  const other = vobizEvent(answered, { ...vobizCall(), CallUUID: OTHER_CALL }, nonce);
  expect((await desk.handler(other)).statusCode).toBe(403);
});

describe('after the leg to the endpoint', () => {
  it('hangs up when it ended as it should', async () => {
    const desk = await deskWith();
    const { body } = await desk.vobiz(afterwards, { DialStatus: 'completed' });
    expect(body).toContain('<Response><Hangup/></Response>');
  });

  it.each([
    ['of the order', { agent: 'sales' }],
    ['of the number', {}],
  ])('apologises in the language of the agent %s, and dials nobody else', async (_, changes) => {
    const desk = await deskWith({ carrier: 'twilio', ...changes });
    desk.directory.addAgent(anAgent({ language: 'hi-IN', fallback: { transfer: HUMAN } }));
    desk.directory.addAgent(anAgent({ id: 'sales', language: 'hi-IN' }));
    const { body } = await desk.twilio(afterwards, {
      DialCallStatus: 'failed',
      DialSipResponseCode: '403',
    });
    expect(body).toContain(`>${phrasesFor('hi').trouble}</Say><Hangup/>`);
    expect(body).not.toContain('<Dial');
    const leg = await desk.legs.find({ carrier: 'twilio', call: TWILIO_CALL });
    expect(leg).toMatchObject({ number: NUMBER, caller: CALLEE, dialled: 'failed', sipCode: 403 });
    expect(desk.log.messages('error')).toEqual(['endpoint not reached']);
  });
});

describe('statuses of a call that we made', () => {
  it.each(['completed', 'busy', 'failed', 'no-answer', 'canceled'])(
    'end as %s in its leg and its dial',
    async (CallStatus) => {
      const desk = await deskWith({ carrier: 'twilio' });
      await desk.twilio(status, { From: NUMBER, To: CALLEE, CallStatus: 'ringing' });
      expect(await desk.dials.find(REFERENCE)).not.toHaveProperty('outcome');
      const answer = await desk.twilio(status, { CallStatus, CallDuration: '42' });
      expect(answer).toMatchObject({ statusCode: 204, body: '' });
      expect(await desk.dials.find(REFERENCE)).toMatchObject({ outcome: CallStatus, call: TWILIO_CALL });
      expect(await desk.legs.find({ carrier: 'twilio', call: TWILIO_CALL })).toMatchObject({
        number: NUMBER,
        caller: CALLEE,
        status: CallStatus,
        seconds: 42,
        endedAt: desk.clock.now(),
      });
    },
  );

  it.each([
    ['timeout', 'no-answer'],
    ['cancel', 'canceled'],
    ['whatever', 'failed'],
  ])("read Vobiz's %s as %s", async (CallStatus, outcome) => {
    const desk = await deskWith();
    await desk.vobiz(status, { Event: 'Hangup', CallStatus });
    expect(await desk.dials.find(REFERENCE)).toMatchObject({ outcome });
  });

  it('prove that the call was placed, where that was unclear, and change nothing of the call that is known', async () => {
    const desk = await deskWith({ carrier: 'twilio', state: 'unclear', failure: 'it took too long' });
    await desk.twilio(status, { CallStatus: 'ringing' });
    expect(await desk.dials.find(REFERENCE)).toMatchObject({ state: 'placed', call: TWILIO_CALL });
    await desk.twilio(status, { CallStatus: 'completed', CallSid: TWILIO_CALL.replace('0', '1') });
    expect(await desk.dials.find(REFERENCE)).toMatchObject({ call: TWILIO_CALL });
  });

  it('that come late do not undo the end', async () => {
    const desk = await deskWith({ carrier: 'twilio' });
    await desk.twilio(status, { CallStatus: 'busy' });
    await desk.twilio(status, { CallStatus: 'ringing' });
    expect(await desk.dials.find(REFERENCE)).toMatchObject({ outcome: 'busy' });
    expect(await desk.legs.find({ carrier: 'twilio', call: TWILIO_CALL })).toMatchObject({ status: 'busy' });
  });

  it('give back what the call has not cost, once', async () => {
    const desk = await deskWith({
      carrier: 'twilio',
      reserved: { day: '2026-11-23', micros: 30, microsPerMinute: 1 },
    });
    const money = { reference: REFERENCE, micros: 30, most: 30, until: 0 };
    await desk.days.take('2026-11-23', { mostCalls: 1, money });
    const spent = async () => (await desk.days.find('2026-11-23')).spent;
    await desk.twilio(status, { CallStatus: 'in-progress', CallDuration: '0' });
    expect(await spent()).toBe(30);
    await desk.twilio(status, { CallStatus: 'completed', CallDuration: '121' });
    await desk.twilio(status, { CallStatus: 'completed', CallDuration: '121' });
    expect(await spent()).toBe(3);
  });

  it.each([status, machine])('are asked for again at %s when they could not be noted', async (at) => {
    const dials = new InMemoryDialStore({ now: () => 0 });
    await dials.open(aNotedOrder());
    const desk = new BridgeDesk({ dials: faulty(dials, { save: throws('table down') }) });
    const { statusCode, body } = await desk.twilio(at, { AnsweredBy: 'human' });
    expect({ statusCode, body }).toEqual({ statusCode: 503, body: 'not noted; send it again' });
  });
});

describe('who has answered', () => {
  it.each([
    ['human', 'human'],
    ['machine_start', 'machine'],
    ['machine_end_beep', 'machine'],
    ['fax', 'machine'],
    ['unknown', 'unknown'],
    ['something new', 'unknown'],
  ])('is what Twilio calls %s: %s', async (AnsweredBy, answeredBy) => {
    const desk = await deskWith({ carrier: 'twilio' });
    expect((await desk.twilio(machine, { AnsweredBy })).statusCode).toBe(204);
    expect(await desk.dials.find(REFERENCE)).toMatchObject({ answeredBy, call: TWILIO_CALL });
  });

  it.each([
    [{ Machine: 'true' }, 'machine'],
    [{ Machine: 'false' }, 'human'],
    [{ Machine: 'perhaps' }, 'unknown'],
    [{}, 'unknown'],
  ])('is what Vobiz tells with %j: %s', async (fields, answeredBy) => {
    const desk = await deskWith();
    const { statusCode } = await desk.vobiz(machine, { Event: 'MachineDetection', ...fields });
    expect(statusCode).toBe(200);
    expect(await desk.dials.find(REFERENCE)).toMatchObject({ answeredBy });
  });
});

it('keeps legs of calls that come in apart from those of calls that we make', async () => {
  const desk = await deskWith({ carrier: 'twilio' });
  expect((await desk.twilio('dialled', { DialCallStatus: 'failed' })).statusCode).toBe(403);
  await desk.twilio('voice');
  expect(await desk.legs.find({ carrier: 'twilio', call: TWILIO_CALL })).toMatchObject({ caller: CALLER });
});
