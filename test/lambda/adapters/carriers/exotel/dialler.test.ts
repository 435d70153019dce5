import { AmbiguousError } from '../../../../../lambda/adapters/carriers/carrier-error';
import { exotelDialler } from '../../../../../lambda/adapters/carriers/exotel/dialler';
import type { Dialler } from '../../../../../lambda/core/calls/dial';
import { ByonError } from '../../../../../lambda/core/errors';
import { aDialOrder, CALLEE, REFERENCE } from '../../../../builders/dial';
import type { FakeExotel } from '../../../../fakes/exotel';
import { connected, NUMBER } from './connected';

const ORDER = aDialOrder({ carrier: 'exotel', number: NUMBER, ringSeconds: 25, limitSeconds: 600 });

let fake: FakeExotel;
let dialler: Dialler;

beforeEach(async () => {
  const { fake: started, exotel } = await connected();
  fake = started;
  fake.ownNumber(NUMBER);
  dialler = exotelDialler({ exotel, flowId: '2002' });
});
afterEach(() => fake.close());

it('asks for exactly one call, which the flow takes, and leaves the reference with it', async () => {
  const answer = await dialler.dial(ORDER);
  expect(answer).toEqual({ state: 'placed', call: fake.holdings().calls[0] });
  expect(fake.mutations()).toMatchObject([
    {
      operation: 'ConnectCall',
      body: {
        From: CALLEE,
        CallerId: NUMBER,
        Url: 'http://my.exotel.com/acme1/exoml/start_voice/2002',
        TimeOut: '25',
        TimeLimit: '600',
        CustomField: REFERENCE,
      },
    },
  ]);
});

it('tells what Exotel refused, without numbers', async () => {
  const answer = await dialler.dial({ ...ORDER, number: '+918000000000' });
  expect(answer).toEqual({ state: 'refused', failure: expect.stringContaining('not an ExoPhone') });
  expect(JSON.stringify(answer)).not.toMatch(/\d{7}/);
});

it('refuses to listen for a machine, which nobody would hear of', async () => {
  const answer = await dialler.dial({ ...ORDER, detectMachine: true });
  expect(answer).toEqual({
    state: 'refused',
    failure: expect.stringContaining('detectMachine: must be false'),
  });
  expect(fake.journal).toEqual([]);
});

it.each([undefined, 502])('throws in doubt, and dials nobody twice (answer: %s)', async (status) => {
  fake.faults.after('ConnectCall', status === undefined ? {} : { status });
  await expect(dialler.dial(ORDER)).rejects.toThrow(AmbiguousError);
  expect(fake.holdings().calls).toHaveLength(1);
});

it('says that Exotel ends no call, and what does', async () => {
  const hungUp = dialler.hangUp('any');
  await expect(hungUp).rejects.toThrow(ByonError);
  await expect(hungUp).rejects.toThrow('limitSeconds');
});
