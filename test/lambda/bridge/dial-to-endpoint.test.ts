import { verifyCallKey } from '../../../lambda/adapters/call-key';
import type { SipTarget } from '../../../lambda/adapters/carriers/sip-target';
import { TwilioConnection } from '../../../lambda/adapters/carriers/twilio';
import { twilioDialler } from '../../../lambda/adapters/carriers/twilio/dialler';
import { VobizConnection } from '../../../lambda/adapters/carriers/vobiz';
import { vobizDialler } from '../../../lambda/adapters/carriers/vobiz/dialler';
import type { Dialler } from '../../../lambda/core/calls/dial';
import { introductionIn } from '../../../lambda/core/calls/introduction';
import { placeCall } from '../../../lambda/core/calls/place-call';
import { aDialOrder, CALLEE, REFERENCE } from '../../builders/dial';
import { NUMBER } from '../../builders/number';
import { startTwilio, type FakeTwilio } from '../../fakes/twilio';
import { startVobiz, type FakeVobiz } from '../../fakes/vobiz';
import { FormSent } from '../adapters/carriers/form-sent';
import {
  ADDRESS,
  BridgeDesk,
  CALL_KEY_SECRET,
  HOST,
  introducedByTwilio,
  introducedByVobiz,
  type Fields,
} from './bridge-desk';

const CALL = { number: NUMBER, caller: CALLEE, call: REFERENCE };
let desk: BridgeDesk;
beforeEach(() => {
  desk = new BridgeDesk();
});

const order = (carrier: string, dialler: Dialler) =>
  placeCall(aDialOrder({ carrier, detectMachine: true }), { ...desk, dialler });
/** A carrier's address as the step of the bridge that it leads to. */
const stepAt = (carrier: string, url: unknown) => String(url).replace(`${ADDRESS}/${carrier}/`, '');

/** What the call handler finds in the INVITE. */
function expectIntroduced(headers: Fields, prefix = ''): void {
  const received = Object.entries(headers).map(([name, value]) => [`${prefix}${name}`.toLowerCase(), value]);
  const { key, ...who } = introductionIn(new Map(received as [string, string][]));
  expect(who).toEqual({ ...CALL, reference: REFERENCE });
  expect(verifyCallKey(key, CALL, desk.clock.now(), CALL_KEY_SECRET)).toBe(true);
}

describe('through Twilio', () => {
  let fake: FakeTwilio;
  let dialler: Dialler;
  let sent: FormSent;

  beforeEach(async () => {
    fake = await startTwilio();
    fake.ownNumber(NUMBER);
    sent = new FormSent(fake.fetch);
    const { credentials } = fake;
    const twilio = new TwilioConnection({ credentials, clock: desk.clock, fetch: sent.fetch });
    const target: SipTarget = { host: HOST, isEncrypted: true, admission: { type: 'stand-in' } };
    const callKeySecret = async () => CALL_KEY_SECRET;
    dialler = twilioDialler({ twilio, bridge: ADDRESS, target, callKeySecret, clock: desk.clock });
  });
  afterEach(() => fake.close());

  it('the agent learns whom it speaks with, and the dial how it went', async () => {
    const { call: CallSid = '' } = await order('twilio', dialler);
    const body = sent.get('Twiml');
    expectIntroduced(introducedByTwilio({ statusCode: 200, headers: {}, body }));

    await desk.twilio(stepAt('twilio', sent.get('AsyncAmdStatusCallback')), { CallSid, AnsweredBy: 'human' });
    const action = / action="([^"]*)"/.exec(body)?.[1];
    const over = await desk.twilio(stepAt('twilio', action), { CallSid, DialCallStatus: 'completed' });
    expect(over.body).toContain('<Hangup/>');
    const ended = { CallSid, CallStatus: 'completed', CallDuration: '42' };
    await desk.twilio(stepAt('twilio', sent.get('StatusCallback')), ended);
    expect(await desk.dials.find(REFERENCE)).toMatchObject({
      state: 'placed',
      call: CallSid,
      answeredBy: 'human',
      outcome: 'completed',
    });
    expect(await desk.legs.find({ carrier: 'twilio', call: CallSid })).toMatchObject({
      number: NUMBER,
      caller: CALLEE,
      dialled: 'completed',
      seconds: 42,
    });
  });

  it('a call in doubt is known to be placed as soon as Twilio tells of it', async () => {
    fake.faults.after('CreateCall');
    expect(await order('twilio', dialler)).toMatchObject({ state: 'unclear' });
    const CallSid = fake.holdings().calls[0]!;
    await desk.twilio(stepAt('twilio', sent.get('StatusCallback')), { CallSid, CallStatus: 'ringing' });
    expect(await order('twilio', dialler)).toMatchObject({ state: 'placed', call: CallSid });
    expect(fake.holdings().calls).toHaveLength(1);
  });
});

describe('through Vobiz', () => {
  let fake: FakeVobiz;
  let dialler: Dialler;

  beforeEach(async () => {
    fake = await startVobiz();
    fake.ownNumber(NUMBER);
    const { credentials, fetch } = fake;
    const vobiz = new VobizConnection({ credentials, clock: desk.clock, fetch });
    dialler = vobizDialler({ vobiz, bridge: ADDRESS });
  });
  afterEach(() => fake.close());

  it.each(['X-VH-', 'X-PH-'])('the agent learns whom it speaks with by %s headers', async (prefix) => {
    const { call: CallUUID = '' } = await order('vobiz', dialler);
    const asked = fake.mutations()[0]!.body as Fields;
    const answer = await desk.vobiz(stepAt('vobiz', asked['answer_url']), { CallUUID, Event: 'StartApp' });
    expectIntroduced(introducedByVobiz(answer), prefix);

    await desk.vobiz(stepAt('vobiz', asked['machine_detection_url']), { CallUUID, Machine: 'true' });
    const hungUp = { CallUUID, Event: 'Hangup', CallStatus: 'completed', Duration: '42' };
    await desk.vobiz(stepAt('vobiz', asked['hangup_url']), hungUp);
    expect(await desk.dials.find(REFERENCE)).toMatchObject({
      state: 'placed',
      call: CallUUID,
      answeredBy: 'machine',
      outcome: 'completed',
    });
    expect(await desk.legs.find({ carrier: 'vobiz', call: CallUUID })).toMatchObject({ seconds: 42 });
  });

  it('a call in doubt is connected when it is answered, and known to be placed', async () => {
    fake.faults.after('CreateCall');
    expect(await order('vobiz', dialler)).toMatchObject({ state: 'unclear' });
    const CallUUID = fake.holdings().calls[0]!;
    expect((await desk.vobiz(`answered/${REFERENCE}`, { CallUUID })).body).toContain('<User');
    expect(await order('vobiz', dialler)).toMatchObject({ state: 'placed', call: CallUUID });
    expect(fake.holdings().calls).toHaveLength(1);
  });
});
