import { AmbiguousError } from '../../../../../lambda/adapters/carriers/carrier-error';
import type { SipTarget } from '../../../../../lambda/adapters/carriers/sip-target';
import { TwilioConnection } from '../../../../../lambda/adapters/carriers/twilio';
import { twilioDialler } from '../../../../../lambda/adapters/carriers/twilio/dialler';
import { verifyCallKey } from '../../../../../lambda/adapters/call-key';
import type { Dialler } from '../../../../../lambda/core/calls/dial';
import { introductionIn } from '../../../../../lambda/core/calls/introduction';
import { aDialOrder, CALLEE, REFERENCE } from '../../../../builders/dial';
import { NUMBER } from '../../../../builders/number';
import { HastyClock } from '../../../../fakes/hasty-clock';
import { startTwilio, type FakeTwilio } from '../../../../fakes/twilio';
import { FormSent } from '../form-sent';

const BRIDGE = 'https://abc123.lambda-url.us-east-1.on.aws';
const HOST = 'abc.voiceconnector.chime.aws';
const SECRET = 'a secret that only the bridge and the call handler know';

let fake: FakeTwilio;
let clock: HastyClock;
let sent: FormSent;
const twiml = () => sent.get('Twiml');

beforeEach(async () => {
  fake = await startTwilio();
  fake.ownNumber(NUMBER);
  clock = new HastyClock();
  sent = new FormSent(fake.fetch);
});
afterEach(() => fake.close());

function dialler(
  changes: Partial<SipTarget> = {},
  callKeySecret: () => Promise<string> = async () => SECRET,
): Dialler {
  const twilio = new TwilioConnection({ credentials: fake.credentials, clock, fetch: sent.fetch });
  const target: SipTarget = { host: HOST, isEncrypted: true, admission: { type: 'stand-in' }, ...changes };
  return twilioDialler({ twilio, bridge: BRIDGE, target, callKeySecret, clock });
}

it('asks for exactly one call, which tells the bridge how it goes', async () => {
  const order = aDialOrder({ carrier: 'main-line', ringSeconds: 25, limitSeconds: 600, detectMachine: true });
  const answer = await dialler().dial(order);
  expect(answer).toEqual({ state: 'placed', call: fake.holdings().calls[0] });
  expect(fake.mutations()).toHaveLength(1);
  const { Twiml, ...params } = fake.mutations()[0]!.params;
  expect(params).toEqual({
    To: CALLEE,
    From: NUMBER,
    Timeout: '25',
    TimeLimit: '600',
    StatusCallback: `${BRIDGE}/main-line/status/${REFERENCE}`,
    StatusCallbackMethod: 'POST',
    StatusCallbackEvent: 'initiated ringing answered completed',
    MachineDetection: 'Enable',
    AsyncAmd: 'true',
    AsyncAmdStatusCallback: `${BRIDGE}/main-line/machine/${REFERENCE}`,
    AsyncAmdStatusCallbackMethod: 'POST',
  });
  expect(Twiml!.replace(/\?X-Byon.*<\/Sip>/, '</Sip>')).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><Response>' +
      `<Dial answerOnBridge="true" callerId="${NUMBER}" timeout="20" ` +
      `action="${BRIDGE}/main-line/dialled/${REFERENCE}" method="POST">` +
      `<Sip>sip:+17035550122@${HOST};secure=true</Sip></Dial></Response>`,
  );
});

it('listens for no machine where nobody wants to know', async () => {
  await dialler().dial(aDialOrder());
  expect(fake.mutations()[0]!.params).not.toHaveProperty('MachineDetection');
});

it('introduces the call with a key that outlives the ringing by five minutes', async () => {
  const from = clock.now();
  await dialler().dial(aDialOrder({ ringSeconds: 60 }));
  const { key, ...who } = introductionIn(sipHeaders(twiml()));
  const call = { number: NUMBER, caller: CALLEE, call: REFERENCE };
  expect(who).toEqual({ ...call, reference: REFERENCE });
  expect(verifyCallKey(key, call, from + 359_999, SECRET)).toBe(true);
  expect(verifyCallKey(key, call, from + 360_000, SECRET)).toBe(false);
});

it('shows a Chime number where that is how calls get in, and dials unencrypted where nothing else is taken', async () => {
  const admission = { type: 'chime-number', callerId: '+17035550100' } as const;
  await dialler({ admission, isEncrypted: false }).dial(aDialOrder());
  expect(twiml()).toContain('callerId="+17035550100"');
  expect(twiml()).toContain(`<Sip>sip:${NUMBER}@${HOST};transport=tcp?X-Byon`);
});

it("keeps within Twilio's limits for TwiML, a SIP address and its headers", async () => {
  await dialler({ host: `${'v'.repeat(60)}.voiceconnector.chime.aws` }).dial(aDialOrder());
  const [address = '', headers = ''] = (/<Sip>([^<]*)</.exec(twiml())?.[1] ?? '')
    .replace(/&amp;/g, '&')
    .split('?');
  expect(twiml().length).toBeLessThan(4000);
  expect(address.length).toBeLessThan(255);
  expect(headers.length).toBeLessThan(1024);
});

it('tells what Twilio refused, without numbers', async () => {
  const answer = await dialler().dial(aDialOrder({ number: '+14155550177' }));
  expect(answer).toEqual({ state: 'refused', failure: expect.stringContaining('it answered 400 (21210)') });
  expect(JSON.stringify(answer)).not.toMatch(/\d{7}/);
});

it('refuses by itself where there is no key to be had, and quotes nothing', async () => {
  const noKey = dialler({}, () => Promise.reject(new Error('hush')));
  const answer = await noKey.dial(aDialOrder());
  expect(answer).toEqual({ state: 'refused', failure: expect.stringContaining('cannot be read') });
  expect(JSON.stringify(answer)).not.toContain('hush');
  expect(fake.journal).toEqual([]);
});

it.each([undefined, 502])('throws in doubt, and dials nobody twice (answer: %s)', async (status) => {
  fake.faults.after('CreateCall', status === undefined ? {} : { status });
  await expect(dialler().dial(aDialOrder())).rejects.toThrow(AmbiguousError);
  expect(fake.holdings().calls).toHaveLength(1);
});

it('hangs up a call that rings and one that is answered, and minds none that is over or unknown', async () => {
  const dialling = dialler();
  for (const isAnswered of [false, true]) {
    const placed = await dialling.dial(aDialOrder());
    const call = placed.state === 'placed' ? placed.call : '';
    if (isAnswered) fake.pickUp(call, 'human');
    await dialling.hangUp(call);
    expect(fake.snapshot().calls.at(-1)).toMatchObject({ sid: call, status: 'completed' });
    await dialling.hangUp(call);
  }
  await dialling.hangUp(`CA${'0'.repeat(32)}`);
});

it('tells when a call could not be ended', async () => {
  const placed = await dialler().dial(aDialOrder());
  fake.faults.before('UpdateCall', { status: 400, code: 20001 });
  await expect(dialler().hangUp(placed.state === 'placed' ? placed.call : '')).rejects.toThrow('20001');
});

function sipHeaders(text: string): Map<string, string> {
  const uri = /<Sip>([^<]*)<\/Sip>/.exec(text)?.[1] ?? '';
  const query = new URLSearchParams(uri.replace(/&amp;/g, '&').split('?')[1]);
  return new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
}
