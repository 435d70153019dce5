import { placeCall } from '../../../../lambda/core/calls/place-call';
import type { DialAnswer, DialStore } from '../../../../lambda/core/calls/dial';
import { ByonError } from '../../../../lambda/core/errors';
import { aDialOrder, CALLEE, REFERENCE } from '../../../builders/dial';
import { NUMBER } from '../../../builders/number';
import { InMemoryDialStore } from '../../../fakes/dial-store';
import { FakeDialler } from '../../../fakes/dialler';
import { faulty, throws, type Faults } from '../../../fakes/faulty';
import { HastyClock } from '../../../fakes/hasty-clock';
import { RecordingLog } from '../../../fakes/ports';

function desk(outcome: () => Promise<DialAnswer> = async () => ({ state: 'placed', call: 'CA01' })) {
  const clock = new HastyClock();
  const faults: Faults<DialStore> = {};
  const store = new InMemoryDialStore(clock);
  const dialler = new FakeDialler(outcome);
  const log = new RecordingLog();
  const ports = { dials: faulty<DialStore>(store, faults), dialler, clock, log };
  return { ...ports, store, faults, place: (order = aDialOrder()) => placeCall(order, ports) };
}

it('notes the order before it asks, and the call after', async () => {
  const order = aDialOrder({ variables: { name: 'Asha' }, agent: 'reception' });
  const seen: unknown[] = [];
  const { store, clock, place } = desk(async () => {
    seen.push(await store.find(REFERENCE));
    return { state: 'placed', call: 'CA01' };
  });
  const noted = { ...order, askedAt: clock.now() };
  const placed = { ...noted, state: 'placed', call: 'CA01' };
  expect(await place(order)).toEqual(placed);
  expect(seen).toEqual([{ ...noted, state: 'asked' }]);
  expect(await store.find(REFERENCE)).toEqual(placed);
});

it('dials nothing for a reference that was ordered before, and tells what is known', async () => {
  const { place, dialler, log } = desk();
  const first = await place();
  expect(await place(aDialOrder({ callee: '+919800000000' }))).toEqual(first);
  expect(dialler.dialled).toHaveLength(1);
  expect(log.messages('warn')).toEqual(['not dialled again']);
});

it('dials once for many who order at the same time', async () => {
  const { place, dialler } = desk();
  await Promise.all(Array.from({ length: 20 }, () => place()));
  expect(dialler.dialled).toHaveLength(1);
});

it('notes a refusal with its reason, and does not ask again', async () => {
  const refused = { state: 'refused', failure: 'twilio: it answered 400' } as const;
  const { place, dialler, store } = desk(async () => refused);
  expect(await place()).toMatchObject(refused);
  expect(await place()).toMatchObject(refused);
  expect(await store.find(REFERENCE)).toMatchObject(refused);
  expect(dialler.dialled).toHaveLength(1);
});

it.each([
  ['in doubt', new ByonError('twilio: it took too long'), 'twilio: it took too long'],
  ['by what nobody foresaw', new TypeError(`of ${NUMBER}`), 'something unexpected went wrong'],
])('leaves unclear what ended %s, and never asks again', async (_, error, failure) => {
  const { place, dialler, store, log } = desk(() => Promise.reject(error));
  expect(await place()).toMatchObject({ state: 'unclear', failure });
  expect(await place()).toMatchObject({ state: 'unclear', failure });
  expect(await store.find(REFERENCE)).toMatchObject({ state: 'unclear', failure });
  expect(dialler.dialled).toHaveLength(1);
  expect(log.messages('error')).toEqual(['dialling left unclear']);
});

it('dials nothing that could not be noted', async () => {
  const { place, dialler, faults } = desk();
  faults.open = throws('table down');
  await expect(place()).rejects.toThrow('table down');
  expect(dialler.dialled).toEqual([]);
});

it('tells of a call that was placed but not noted; who comes next finds it asked, and dials nothing', async () => {
  const { place, dialler, faults, log } = desk();
  faults.settle = throws('table down');
  expect(await place()).toMatchObject({ state: 'placed', call: 'CA01' });
  expect(log.messages('error')).toEqual(['dial not noted']);
  expect(await place()).toMatchObject({ state: 'asked' });
  expect(dialler.dialled).toHaveLength(1);
});

it('leaves alone what the carrier has told meanwhile', async () => {
  const { place, store } = desk(async () => {
    await store.save({ reference: REFERENCE, state: 'placed', call: 'CA01', outcome: 'busy' });
    throw new ByonError('the answer was lost');
  });
  await place();
  expect(await store.find(REFERENCE)).toMatchObject({ state: 'placed', call: 'CA01', outcome: 'busy' });
});

it('writes no number into the log', async () => {
  const { place, log } = desk();
  await place();
  await place();
  for (const number of [NUMBER, CALLEE]) expect(log.public).not.toContain(number.slice(1));
});
