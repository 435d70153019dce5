import { verifyCallKey } from '../../../lambda/adapters/call-key';
import { toRequest } from '../../../lambda/bridge/http';
import { twilioBridge } from '../../../lambda/bridge/twilio';
import { anAgent } from '../../builders/agent';
import { CALLER, NUMBER } from '../../builders/number';
import {
  ADDRESS,
  BridgeDesk,
  CALL_KEY_SECRET,
  HOST,
  HUMAN,
  introducedByTwilio,
  TWILIO_CALL,
  twilioCall,
  twilioEvent,
} from './bridge-desk';

const DOCUMENTED = {
  token: '12345',
  address: 'https://mycompany.com',
  signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
  fields: {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  },
};

it("takes the signature of the example in Twilio's guide to webhook security", async () => {
  const { token, address, signature, fields } = DOCUMENTED;
  const target = { host: HOST, isEncrypted: true, admission: { type: 'stand-in' } as const };
  const carrier = twilioBridge({ id: 'twilio', authToken: async () => token, target });
  const event = {
    rawPath: '/myapp.php',
    rawQueryString: 'foo=1&bar=2',
    headers: { 'X-Twilio-Signature': signature },
    requestContext: { domainName: new URL(address).hostname, http: { method: 'POST' } },
    body: new URLSearchParams(fields).toString(),
    isBase64Encoded: false,
  };
  expect(await carrier.isGenuine(toRequest(event))).toBe(true);
  expect(await carrier.isGenuine(toRequest({ ...event, rawQueryString: 'foo=1&bar=3' }))).toBe(false);
  const requestContext = { ...event.requestContext, domainName: 'mycompany.example' };
  expect(await carrier.isGenuine(toRequest({ ...event, requestContext }))).toBe(false);
});

it('connects the call to the Voice Connector, encrypted, and says who calls whom', async () => {
  const desk = new BridgeDesk();
  const answer = await desk.twilio('voice');
  expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/xml; charset=utf-8' } });
  const { 'X-Byon-Key': key, ...who } = introducedByTwilio(answer);
  expect(who).toEqual({ 'X-Byon-Did': NUMBER, 'X-Byon-Caller': CALLER, 'X-Byon-Call': TWILIO_CALL });
  expect(answer.body.replace(/\?X-Byon.*<\/Sip>/, '</Sip>')).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><Response>' +
      `<Dial answerOnBridge="true" callerId="${CALLER}" timeout="20" action="${ADDRESS}/twilio/dialled" method="POST">` +
      `<Sip>sip:+17035550122@${HOST};secure=true</Sip></Dial></Response>`,
  );
  const call = { number: NUMBER, caller: CALLER, call: TWILIO_CALL };
  expect(verifyCallKey(key, call, desk.clock.now(), CALL_KEY_SECRET)).toBe(true);
});

it('shows a Chime number and keeps the called one in the address where that is how calls get in', async () => {
  const desk = new BridgeDesk({ admission: { type: 'chime-number', callerId: '+17035550100' } });
  const { body } = await desk.twilio('voice');
  expect(body).toContain('callerId="+17035550100"');
  expect(body).toContain(`<Sip>sip:${NUMBER}@${HOST};secure=true?`);
});

it('dials without encryption where the connector takes nothing else', async () => {
  const { body } = await new BridgeDesk({ isEncrypted: false }).twilio('voice');
  expect(body).toContain(`@${HOST};transport=tcp?`);
});

it('shows the called number for a caller who has none, since Twilio refuses anything else', async () => {
  const answer = await new BridgeDesk().twilio('voice', { From: 'anonymous' });
  expect(answer.body).toContain(`callerId="${NUMBER}"`);
  expect(introducedByTwilio(answer)['X-Byon-Caller']).toBe('anonymous');
});

it("keeps within Twilio's limits for a SIP address and its headers", async () => {
  const { body } = await new BridgeDesk().twilio('voice');
  const [address = '', headers = ''] = (/<Sip>([^<]*)</.exec(body)?.[1] ?? '')
    .replace(/&amp;/g, '&')
    .split('?');
  expect(address.length).toBeLessThan(255);
  expect(headers.length).toBeLessThan(1024);
});

it("escapes the owner's words", async () => {
  const desk = new BridgeDesk();
  desk.directory.addAgent(anAgent({ fallback: { say: 'Rao & Sons <closed>' } }));
  await desk.twilio('voice');
  const { body } = await desk.twilio('dialled', { DialCallStatus: 'failed', DialSipResponseCode: '503' });
  expect(body).toContain('Rao &amp; Sons &lt;closed&gt;</Say><Hangup/>');
});

it('transfers to the human when the endpoint fails, showing a number that the company may show', async () => {
  const desk = new BridgeDesk();
  await desk.twilio('voice');
  const { body } = await desk.twilio('dialled', { DialCallStatus: 'busy' });
  expect(body).toContain('<Say voice="Polly.Aditi" language="en-IN">I will connect you now.');
  expect(body).toContain(
    `<Dial callerId="${NUMBER}" timeout="20" action="${ADDRESS}/twilio/fallback" method="POST">` +
      `<Number>${HUMAN}</Number></Dial>`,
  );
});

it('takes a new token into use as soon as a request is signed with it, and the old one no more', async () => {
  const desk = new BridgeDesk();
  desk.tokens.twilio = 'a-token-that-came-by-rotation-01';
  const signedAnew = twilioEvent('voice', twilioCall(), desk.tokens.twilio);
  expect((await desk.handler(signedAnew)).body).toContain('<Dial');
  expect((await desk.twilio('voice')).statusCode).toBe(403);
});
