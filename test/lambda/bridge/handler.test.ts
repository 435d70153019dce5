import { verifyCallKey } from '../../../lambda/adapters/call-key';
import { phrasesFor } from '../../../lambda/core/speech/phrases';
import { anAgent } from '../../builders/agent';
import { REFERENCE } from '../../builders/dial';
import { aNumber, CALLER, NUMBER } from '../../builders/number';
import { faulty, hangs, throws, type Faults } from '../../fakes/faulty';
import { InMemoryLegStore } from '../../fakes/leg-store';
import { InMemoryNumberDirectory } from '../../fakes/ports';
import {
  BridgeDesk,
  CALL_KEY_SECRET,
  DOMAIN,
  HUMAN,
  introducedByTwilio,
  post,
  TWILIO_CALL,
  twilioCall,
  twilioEvent,
} from './bridge-desk';

const ENGLISH = phrasesFor('en');
const HINDI = phrasesFor('hi');
const LEG = { carrier: 'twilio', call: TWILIO_CALL };

describe('a call that is not for an agent', () => {
  it('is told politely that the number is unknown', async () => {
    const desk = new BridgeDesk();
    const { statusCode, body } = await desk.twilio('voice', { To: '+14155550199' });
    expect(statusCode).toBe(200);
    expect(body).toContain(`>${ENGLISH['unknown-number']}</Say><Hangup/>`);
    expect(body).not.toContain('<Dial');
  });

  it.each(['sip:alice@example.com', ''])('is told the same when it is for %p', async (To) => {
    const { body } = await new BridgeDesk().twilio('voice', { To });
    expect(body).toContain(ENGLISH['unknown-number']);
  });

  it("is told in the agent's language that the number is suspended", async () => {
    const desk = new BridgeDesk();
    desk.directory.addAgent(anAgent({ language: 'hi-IN' })).addNumber(aNumber({ status: 'suspended' }));
    const { body } = await desk.twilio('voice');
    expect(body).toContain(
      `<Say voice="Polly.Aditi" language="hi-IN">${HINDI['suspended-number']}</Say><Hangup/>`,
    );
  });

  it("is told so in the owner's words where there are some", async () => {
    const desk = new BridgeDesk();
    desk.directory
      .addAgent(anAgent({ phrases: { 'suspended-number': 'We have moved.' } }))
      .addNumber(aNumber({ status: 'suspended' }));
    expect((await desk.twilio('voice')).body).toContain('>We have moved.</Say>');
  });

  it('hears an apology when the agent of the number is missing', async () => {
    const desk = new BridgeDesk();
    desk.directory.addNumber(aNumber({ agent: 'nobody' }));
    expect((await desk.twilio('voice')).body).toContain(`>${ENGLISH.trouble}</Say><Hangup/>`);
  });

  it('hears English where the carrier has no voice for the language', async () => {
    const desk = new BridgeDesk();
    desk.directory
      .addAgent(anAgent({ language: 'mi', phrases: { 'suspended-number': 'Kāore i te wātea.' } }))
      .addNumber(aNumber({ status: 'suspended' }));
    const { body } = await desk.twilio('voice');
    expect(body).toContain(`<Say voice="Polly.Joanna" language="en-US">${ENGLISH.trouble}</Say>`);
  });
});

describe('a request that the carrier repeats', () => {
  it('has the same answer, to the byte, with the key of the first', async () => {
    const desk = new BridgeDesk();
    const first = await desk.twilio('voice');
    await desk.clock.sleep(60_000);
    expect(await desk.twilio('voice')).toEqual(first);
  });

  it('holds a key that is good for two minutes from the first answer', async () => {
    const desk = new BridgeDesk();
    const { 'X-Byon-Key': key } = introducedByTwilio(await desk.twilio('voice'));
    const call = { number: NUMBER, caller: CALLER, call: TWILIO_CALL };
    const good = () => verifyCallKey(key, call, desk.clock.now(), CALL_KEY_SECRET);
    await desk.clock.sleep(119_000);
    expect(good()).toBe(true);
    await desk.clock.sleep(1000);
    expect(good()).toBe(false);
  });
});

describe('after the leg to the endpoint', () => {
  it.each(['completed', 'canceled', 'answered'])('hangs up when it ended as %s', async (DialCallStatus) => {
    const desk = new BridgeDesk();
    await desk.twilio('voice');
    const { body } = await desk.twilio('dialled', { DialCallStatus });
    expect(body).toContain('<Response><Hangup/></Response>');
  });

  it('notes what became of it', async () => {
    const desk = new BridgeDesk();
    await desk.twilio('voice');
    await desk.twilio('dialled', { DialCallStatus: 'failed', DialSipResponseCode: '403' });
    expect(await desk.legs.find(LEG)).toMatchObject({ number: NUMBER, dialled: 'failed', sipCode: 403 });
    expect(desk.log.messages('error')).toEqual(['endpoint not reached']);
  });

  it('transfers once: nothing is dialled after the fallback', async () => {
    const desk = new BridgeDesk();
    await desk.twilio('voice');
    expect((await desk.twilio('dialled', { DialCallStatus: 'no-answer' })).body).toContain(HUMAN);
    const { body } = await desk.twilio('fallback', { DialCallStatus: 'no-answer' });
    expect(body).toContain(`>${ENGLISH.trouble}</Say><Hangup/>`);
    expect(body).not.toContain('<Dial');
  });

  it.each([
    ['itself', NUMBER],
    ['another registered number', '+918041230000'],
  ])('does not transfer to %s, which would lead back', async (_, transfer) => {
    const desk = new BridgeDesk();
    desk.directory
      .addAgent(anAgent({ fallback: { transfer } }))
      .addNumber(aNumber({ number: '+918041230000' }));
    await desk.twilio('voice');
    const { body } = await desk.twilio('dialled', { DialCallStatus: 'failed' });
    expect(body).toContain(`>${ENGLISH.trouble}</Say><Hangup/>`);
    expect(body).not.toContain('<Dial');
  });

  it('apologises where no fallback is set', async () => {
    const desk = new BridgeDesk();
    desk.directory.addAgent(anAgent({ language: 'hi-IN' }));
    await desk.twilio('voice');
    expect((await desk.twilio('dialled', { DialCallStatus: 'failed' })).body).toContain(HINDI.trouble);
  });
});

describe('statuses', () => {
  it('end up in the record of the leg', async () => {
    const desk = new BridgeDesk();
    await desk.twilio('voice');
    const answer = await desk.twilio('status', { CallStatus: 'completed', CallDuration: '42' });
    expect(answer).toMatchObject({ statusCode: 204, body: '' });
    expect(await desk.legs.find(LEG)).toMatchObject({
      number: NUMBER,
      caller: CALLER,
      status: 'completed',
      seconds: 42,
      endedAt: desk.clock.now(),
    });
  });

  it('that come late do not undo the end', async () => {
    const desk = new BridgeDesk();
    await desk.twilio('status', { CallStatus: 'completed' });
    await desk.twilio('status', { CallStatus: 'ringing' });
    expect(await desk.legs.find(LEG)).toMatchObject({ status: 'completed' });
  });

  it('that come before the call do not count as its answer', async () => {
    const desk = new BridgeDesk();
    await desk.twilio('status', { CallStatus: 'ringing' });
    await desk.clock.sleep(600_000);
    expect((await desk.twilio('voice')).body).toContain('<Dial');
  });

  it('are asked for again when they could not be noted', async () => {
    const legs = faulty(new InMemoryLegStore(), { save: throws('table down') });
    const answer = await new BridgeDesk({ legs }).twilio('status');
    expect(answer).toEqual(expect.objectContaining({ statusCode: 503, body: 'not noted; send it again' }));
  });
});

describe('when something of ours fails', () => {
  const registered = () =>
    new InMemoryNumberDirectory().addAgent(anAgent({ fallback: { transfer: HUMAN } })).addNumber(aNumber());

  it('transfers to the human when the call cannot be noted', async () => {
    const legs = faulty(new InMemoryLegStore(), { claim: throws('table down') });
    const { statusCode, body } = await new BridgeDesk({ legs }).twilio('voice');
    expect(statusCode).toBe(200);
    expect(body).toContain(`>${ENGLISH.transferring}</Say>`);
    expect(body).toContain(`<Number>${HUMAN}</Number>`);
    expect(body).not.toContain('X-Byon-Key');
  });

  it('transfers to the human when there is no key to be had', async () => {
    const desk = new BridgeDesk({ callKeySecret: () => Promise.reject(new Error('secrets down')) });
    expect((await desk.twilio('voice')).body).toContain(`<Number>${HUMAN}</Number>`);
  });

  const all: Faults<InMemoryNumberDirectory>[] = [
    { findNumber: throws('registry down') },
    { findAgent: throws('registry down') },
    { findNumber: hangs },
  ];
  it.each(all)('apologises when the registry cannot tell whose call it is', async (faults) => {
    const { statusCode, body } = await new BridgeDesk({ directory: faulty(registered(), faults) }).twilio(
      'voice',
    );
    expect(statusCode).toBe(200);
    expect(body).toContain(`>${ENGLISH.trouble}</Say><Hangup/>`);
  });

  it('answers within 2 s, with the human, when the table hangs', async () => {
    const desk = new BridgeDesk({ legs: faulty(new InMemoryLegStore(), { claim: hangs }) });
    const from = desk.clock.now();
    expect((await desk.twilio('voice')).body).toContain(`<Number>${HUMAN}</Number>`);
    expect(desk.clock.now() - from).toBeLessThan(2000);
    expect(desk.log.messages('error')).toEqual(['no answer in time']);
  });

  it('still transfers when only the note of what happened fails', async () => {
    const legs = faulty(new InMemoryLegStore(), { save: throws('table down') });
    const desk = new BridgeDesk({ legs });
    await desk.twilio('voice');
    expect((await desk.twilio('dialled', { DialCallStatus: 'failed' })).body).toContain(HUMAN);
  });

  it('apologises to a signed request that makes no sense', async () => {
    const { statusCode, body } = await new BridgeDesk().twilio('voice', { CallSid: 'nonsense' });
    expect(statusCode).toBe(200);
    expect(body).toContain(ENGLISH.trouble);
  });
});

describe('requests that are none of a carrier', () => {
  const genuine = twilioEvent('voice', twilioCall());
  it.each([
    [400, {}],
    [404, { ...genuine, rawPath: '/' }],
    [404, { ...genuine, rawPath: '/twilio' }],
    [404, { ...genuine, rawPath: '/twilio/voice/more' }],
    [404, { ...genuine, rawPath: '/exotel/voice' }],
    [405, { ...genuine, requestContext: { ...genuine.requestContext, http: { method: 'GET' } } }],
    [404, { ...genuine, rawPath: `/twilio/voice/${REFERENCE}` }],
    [404, { ...genuine, rawPath: '/twilio/answered' }],
    [404, { ...genuine, rawPath: '/twilio/answered/0f1e' }],
    [404, { ...genuine, rawPath: `/twilio/status/${REFERENCE}/more` }],
    [400, { ...genuine, requestContext: { http: { method: 'POST' } } }],
    [400, { ...genuine, requestContext: { ...genuine.requestContext, domainName: `${DOMAIN}/x` } }],
    [400, { ...genuine, requestContext: { ...genuine.requestContext, domainName: `me@${DOMAIN}` } }],
    [413, post('/twilio/voice', { From: 'x'.repeat(70_000) }, {})],
  ])('are answered with %i', async (statusCode, event) => {
    expect(await new BridgeDesk().handler(event)).toMatchObject({ statusCode });
  });
});

it('checks the signature for the address that Lambda names, whatever the request says of its host', async () => {
  const event = twilioEvent('voice', twilioCall());
  expect(event.headers['host']).toBe('somewhere.example');
  expect((await new BridgeDesk().handler(event)).body).toContain('<Dial');
  const requestContext = { ...event.requestContext, domainName: 'other.lambda-url.us-east-1.on.aws' };
  expect((await new BridgeDesk().handler({ ...event, requestContext })).statusCode).toBe(403);
});

describe('a number of another carrier', () => {
  it('is unknown to the one that asks', async () => {
    const desk = new BridgeDesk();
    desk.directory.addAgent(anAgent({ language: 'hi-IN' })).addNumber(aNumber({ carrier: 'vobiz' }));
    const { body } = await desk.twilio('voice');
    expect(body).toContain(`>${ENGLISH['unknown-number']}</Say><Hangup/>`);
    expect(body).not.toContain('<Dial');
    expect((await desk.vobiz('voice')).body).toContain('<User');
  });

  it('is one of another account, even with the same company', async () => {
    const desk = new BridgeDesk();
    desk.directory.addNumber(aNumber({ carrier: 'twilio-2' }));
    expect((await desk.twilio('voice')).body).toContain(ENGLISH['unknown-number']);
  });
});
