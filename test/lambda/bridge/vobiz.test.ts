import { plainCallId, verifyCallKey } from '../../../lambda/adapters/call-key';
import { CALLER, NUMBER } from '../../builders/number';
import {
  ADDRESS,
  BridgeDesk,
  CALL_KEY_SECRET,
  HOST,
  HUMAN,
  introducedByVobiz,
  VOBIZ_CALL,
  vobizCall,
  vobizEvent,
} from './bridge-desk';

const NONCE = '12345678901234567890';

it('connects the call to the Voice Connector and says who calls whom, in letters and digits', async () => {
  const desk = new BridgeDesk();
  const answer = await desk.vobiz('voice');
  const { ByonKey: key, ...who } = introducedByVobiz(answer);
  expect(who).toEqual({
    ByonDid: NUMBER.slice(1),
    ByonCaller: CALLER.slice(1),
    ByonCall: plainCallId(VOBIZ_CALL),
  });
  expect(/sipHeaders="([^"]*)"/.exec(answer.body)?.[1]).toMatch(/^[A-Za-z0-9=,]+$/);
  expect(answer.body.replace(/ sipHeaders="[^"]*"/, '')).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><Response>' +
      `<Dial timeout="20" action="${ADDRESS}/vobiz/dialled" method="POST">` +
      `<User>sip:+17035550122@${HOST}:5061;transport=tls</User></Dial></Response>`,
  );
  const asTheHandlerHearsIt = { number: NUMBER, caller: CALLER, call: plainCallId(VOBIZ_CALL) };
  expect(verifyCallKey(key, asTheHandlerHearsIt, desk.clock.now(), CALL_KEY_SECRET)).toBe(true);
});

it.each(['+918041234567', '918041234567', '08041234567'])(
  'finds the number that Vobiz writes %s',
  async (To) => {
    expect((await new BridgeDesk().vobiz('voice', { To })).body).toContain('<User ');
  },
);

it('shows a Chime number where that is how calls get in', async () => {
  const admission = { type: 'chime-number', callerId: '+17035550100' } as const;
  const { body } = await new BridgeDesk({ admission, isEncrypted: false }).vobiz('voice');
  expect(body).toContain('<Dial callerId="+17035550100"');
  expect(body).toContain(`>sip:${NUMBER}@${HOST}:5060;transport=tcp</User>`);
});

it.each(['failed', 'busy', 'timeout', 'no-answer'])(
  'transfers to the human when the leg to the endpoint ends as %s',
  async (DialStatus) => {
    const desk = new BridgeDesk();
    await desk.vobiz('voice');
    const { body } = await desk.vobiz('dialled', { DialStatus });
    expect(body).toContain('<Speak voice="WOMAN" language="en-US">I will connect you now.');
    expect(body).toContain(
      `<Dial callerId="${NUMBER}" timeout="20" action="${ADDRESS}/vobiz/fallback" method="POST">` +
        `<Number>${HUMAN}</Number></Dial>`,
    );
  },
);

it('takes the news of a hang-up at the address that answers calls for what it is', async () => {
  const desk = new BridgeDesk();
  await desk.vobiz('voice');
  const hungUp = { Event: 'Hangup', CallStatus: 'completed', Duration: '61', HangupCause: 'NORMAL_CLEARING' };
  const answer = await desk.vobiz('voice', hungUp);
  expect(answer).toMatchObject({ statusCode: 200, body: expect.stringContaining('<Response/>') });
  expect(await desk.legs.find({ carrier: 'vobiz', call: VOBIZ_CALL })).toMatchObject({
    status: 'completed',
    seconds: 61,
    hangupCause: 'NORMAL_CLEARING',
    endedAt: desk.clock.now(),
  });
});

it.each(['v2', 'v3'])('takes signature %s alone', async (version) => {
  const event = vobizEvent('voice', vobizCall(), NONCE);
  const other = version === 'v2' ? 'v3' : 'v2';
  const headers = Object.fromEntries(Object.entries(event.headers).filter(([name]) => !name.includes(other)));
  expect((await new BridgeDesk().handler({ ...event, headers })).body).toContain('<Dial');
});

it('refuses another call with the signature of one, which does not cover the body', async () => {
  const desk = new BridgeDesk();
  expect((await desk.handler(vobizEvent('voice', vobizCall(), NONCE))).body).toContain('<Dial');
  const other = vobizEvent('voice', { ...vobizCall(), CallUUID: VOBIZ_CALL.replace('0', '1') }, NONCE);
  expect((await desk.handler(other)).statusCode).toBe(403);
});

it('refuses one version of a signature when the other one was used up', async () => {
  const desk = new BridgeDesk();
  const event = vobizEvent('voice', vobizCall(), NONCE);
  const second = '99999999990000000000';
  const v2 = vobizEvent('voice', vobizCall(), second).headers;
  const both = {
    ...event.headers,
    'x-vobiz-signature-v2': v2['x-vobiz-signature-v2']!,
    'x-vobiz-signature-v2-nonce': second,
  };
  expect((await desk.handler({ ...event, headers: both })).statusCode).toBe(200);
  const forged = vobizEvent('voice', { ...vobizCall(), CallUUID: VOBIZ_CALL.replace('0', '1') }, second);
  const headers = Object.fromEntries(Object.entries(forged.headers).filter(([name]) => !name.includes('v3')));
  expect((await desk.handler({ ...forged, headers })).statusCode).toBe(403);
});

it('refuses a request without a signature, as Vobiz sends where the address has no credentials', async () => {
  const event = vobizEvent('voice', vobizCall(), NONCE);
  expect((await new BridgeDesk().handler({ ...event, headers: {} })).statusCode).toBe(403);
});
