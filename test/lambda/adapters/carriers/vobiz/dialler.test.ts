import { AmbiguousError } from '../../../../../lambda/adapters/carriers/carrier-error';
import { vobizDialler } from '../../../../../lambda/adapters/carriers/vobiz/dialler';
import type { Dialler } from '../../../../../lambda/core/calls/dial';
import { aDialOrder, CALLEE, REFERENCE } from '../../../../builders/dial';
import type { FakeVobiz } from '../../../../fakes/vobiz';
import { connected, NO_SUCH_ID, NUMBER } from './connected';

const BRIDGE = 'https://abc123.lambda-url.us-east-1.on.aws';
const ORDER = aDialOrder({ carrier: 'vobiz-in', number: NUMBER, limitSeconds: 600 });

let fake: FakeVobiz;
let dialler: Dialler;

beforeEach(async () => {
  const { fake: started, vobiz } = await connected();
  fake = started;
  fake.ownNumber(NUMBER);
  dialler = vobizDialler({ vobiz, bridge: BRIDGE });
});
afterEach(() => fake.close());

it('asks for exactly one call, about which Vobiz asks the bridge when it is answered', async () => {
  const answer = await dialler.dial({ ...ORDER, detectMachine: true });
  expect(answer).toEqual({ state: 'placed', call: fake.holdings().calls[0] });
  expect(fake.mutations()).toMatchObject([
    {
      operation: 'CreateCall',
      body: {
        from: NUMBER,
        to: CALLEE,
        answer_url: `${BRIDGE}/vobiz-in/answered/${REFERENCE}`,
        answer_method: 'POST',
        hangup_url: `${BRIDGE}/vobiz-in/status/${REFERENCE}`,
        time_limit: 600,
        machine_detection: 'true',
        machine_detection_url: `${BRIDGE}/vobiz-in/machine/${REFERENCE}`,
      },
    },
  ]);
});

it('tells what Vobiz refused, without numbers', async () => {
  const answer = await dialler.dial({ ...ORDER, number: '+918000000000' });
  expect(answer).toEqual({ state: 'refused', failure: expect.stringContaining('404') });
  expect(JSON.stringify(answer)).not.toMatch(/\d{7}/);
});

it('refuses what is more than one number before it asks', async () => {
  const answer = await dialler.dial({ ...ORDER, callee: `${CALLEE}<+919812345679` });
  expect(answer).toEqual({ state: 'refused', failure: expect.stringContaining('to: must be one number') });
  expect(fake.journal).toEqual([]);
});

it.each([undefined, 500])('throws in doubt, and dials nobody twice (answer: %s)', async (status) => {
  fake.faults.after('CreateCall', status === undefined ? {} : { status });
  await expect(dialler.dial(ORDER)).rejects.toThrow(AmbiguousError);
  expect(fake.holdings().calls).toHaveLength(1);
});

it('hangs up, and minds no call that is over or unknown', async () => {
  const placed = await dialler.dial(ORDER);
  const call = placed.state === 'placed' ? placed.call : '';
  await dialler.hangUp(call);
  expect(fake.snapshot().calls).toMatchObject([{ call_uuid: call, call_status: 'completed' }]);
  await dialler.hangUp(call);
  await dialler.hangUp(NO_SUCH_ID);
});

it('tells when a call could not be ended', async () => {
  fake.faults.before('HangUpCall', { status: 401 });
  await expect(dialler.hangUp(NO_SUCH_ID)).rejects.toMatchObject({ status: 401 });
});
