import { AmbiguousError } from '../../../../../lambda/adapters/carriers/carrier-error';
import {
  cancelCall,
  createCall,
  hangUpCall,
  readCall,
  recentCalls,
  type TwilioConnection,
} from '../../../../../lambda/adapters/carriers/twilio';
import type { FakeTwilio } from '../../../../fakes/twilio';
import { connected } from './connected';

const CALL = {
  to: '+14155550199',
  from: '+14155550100',
  twiml:
    '<Response><Dial><Sip>sip:+14155550100@abc.voiceconnector.chime.aws;secure=true</Sip></Dial></Response>',
  ringSeconds: 30,
  limitSeconds: 3600,
};

let fake: FakeTwilio;
let twilio: TwilioConnection;

beforeEach(async () => {
  ({ fake, twilio } = await connected());
  fake.ownNumber('+14155550100');
});
afterEach(() => fake.close());

it('dials, tells whether a machine answered, and hangs up', async () => {
  const { sid, status } = await createCall(twilio, {
    ...CALL,
    statusCallback: 'https://bridge.example/status',
    machineDetection: { mode: 'Enable', url: 'https://bridge.example/machine' },
  });
  expect(status).toBe('queued');
  fake.pickUp(sid, 'machine_start');

  await expect(readCall(twilio, sid)).resolves.toMatchObject({
    status: 'in-progress',
    answeredBy: 'machine_start',
  });
  await expect(hangUpCall(twilio, sid)).resolves.toMatchObject({ status: 'completed' });
  expect(fake.journal[0]?.params).toEqual({
    To: CALL.to,
    From: CALL.from,
    Twiml: CALL.twiml,
    Timeout: '30',
    TimeLimit: '3600',
    StatusCallback: 'https://bridge.example/status',
    StatusCallbackMethod: 'POST',
    StatusCallbackEvent: 'initiated ringing answered completed',
    MachineDetection: 'Enable',
    AsyncAmd: 'true',
    AsyncAmdStatusCallback: 'https://bridge.example/machine',
    AsyncAmdStatusCallbackMethod: 'POST',
  });
});

it('cancels a call that rings, and leaves one alone that was answered', async () => {
  const ringing = await createCall(twilio, CALL);
  const answered = await createCall(twilio, CALL);
  fake.pickUp(answered.sid, 'human');

  await expect(cancelCall(twilio, ringing.sid)).resolves.toMatchObject({ status: 'canceled' });
  await expect(cancelCall(twilio, answered.sid)).resolves.toMatchObject({ status: 'in-progress' });
});

it('never dials twice when the answer is lost, and lets the caller find the call', async () => {
  fake.faults.after('CreateCall');

  await expect(createCall(twilio, CALL)).rejects.toThrow(AmbiguousError);

  expect(fake.holdings().calls).toHaveLength(1);
  await expect(recentCalls(twilio, CALL)).resolves.toMatchObject([
    { sid: fake.holdings().calls[0], to: CALL.to },
  ]);
});

it('shows no number when Twilio refuses one', async () => {
  await expect(createCall(twilio, { ...CALL, from: '+14155550177' })).rejects.toThrow(
    'it answered 400 (21210): The source phone number provided, (number), is not yet verified',
  );
});
