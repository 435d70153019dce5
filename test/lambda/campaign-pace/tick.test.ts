import { createPacer } from '../../../lambda/campaign-pace/handler';
import { tick, type PacePorts } from '../../../lambda/campaign-pace/tick';
import { dialRecord, type DialRecord } from '../../../lambda/core/calls/dial';
import type { CalleeRecord } from '../../../lambda/core/outbound/campaign/callee';
import type { CampaignRecord } from '../../../lambda/core/outbound/campaign/campaign';
import type { Attempt } from '../../../lambda/core/outbound/campaign/ports';
import { aCallee, aCampaign, campaignStores, FROM, NOON } from '../../builders/campaign';
import { aNumber } from '../../builders/number';
import { HastyClock } from '../../fakes/hasty-clock';
import { InMemoryNumberDirectory, RecordingLog } from '../../fakes/ports';

const ID = 'reminders';
const SPAN_MS = 5000;

class Pacing {
  readonly clock = new HastyClock();
  readonly stores = campaignStores();
  readonly sent: { attempt: Attempt; afterMs: number }[] = [];
  readonly dials = new Map<string, DialRecord>();
  readonly ports: PacePorts;

  constructor(limits = { callsPerSecond: 1, callsAtOnce: 10 }) {
    void this.clock.sleep(NOON - this.clock.now());
    this.ports = {
      ...this.stores,
      queue: { send: async (attempts) => void this.sent.push(...attempts) },
      dials: { find: async (reference) => this.dials.get(reference) },
      directory: new InMemoryNumberDirectory().addNumber(aNumber({ number: FROM, carrier: 'vobiz' })),
      trunks: new Map([['vobiz', limits]]),
      clock: this.clock,
      log: new RecordingLog(),
    };
  }

  /** Puts a campaign there as it is, with callees. */
  async has(campaign: CampaignRecord, ...callees: CalleeRecord[]): Promise<this> {
    const { store } = this.stores;
    await store.create(campaign);
    await store.replace({ ...campaign, version: campaign.version + 1 });
    for (const callee of callees) await store.addCallee(campaign, callee);
    return this;
  }

  tick = () => tick(SPAN_MS, this.ports);
  callee = (row = 1) => this.stores.store.findCallee(ID, aCallee(row).callee);
  campaign = (id = ID) => this.stores.store.find(id);

  ended(reference: string, outcome: NonNullable<DialRecord['outcome']>): void {
    const call = { carrier: 'vobiz', number: FROM, callee: '+919810000001', purpose: 'a reminder' };
    const record = { reference: 'a'.repeat(32), ...call, askedAt: NOON, state: 'placed', outcome };
    this.dials.set(reference, dialRecord.parse(record));
  }
}

const many = (count: number, changes: Partial<CalleeRecord> = {}) =>
  Array.from({ length: count }, (_, i) => aCallee(i + 1, changes));
const dialling = (row: number) => aCallee(row, { state: 'dialling', reference: `ref-${row}`, nextAt: NOON });

it('sends as many attempts as the carrier takes in the next seconds, evenly', async () => {
  const there = await new Pacing().has(aCampaign(), ...many(20));
  expect(await there.tick()).toBe(true);
  expect(there.sent.map(({ afterMs }) => afterMs)).toEqual([0, 1050, 2100, 3150, 4200]);
  expect(await there.callee(1)).toMatchObject({ state: 'due' });
});

it('plans a second only once, although two of it run', async () => {
  const there = await new Pacing().has(aCampaign(), ...many(20));
  await Promise.all([there.tick(), there.tick()]);
  await there.tick();
  expect(there.sent).toHaveLength(5);
});

it('sends no more than the trunk has places for', async () => {
  const limits = { callsPerSecond: 50, callsAtOnce: 3 };
  const there = await new Pacing(limits).has(aCampaign(), dialling(1), ...many(20).slice(1));
  there.dials.set(
    'ref-1',
    dialRecord.parse({
      ...{ reference: 'a'.repeat(32), carrier: 'vobiz', number: FROM, callee: '+919810000001' },
      ...{ purpose: 'a reminder', askedAt: NOON, state: 'placed' },
    }),
  );
  await there.tick();
  expect(there.sent).toHaveLength(2);
});

it('dials the campaign first that has the lower priority number', async () => {
  const there = await new Pacing({ callsPerSecond: 1, callsAtOnce: 1 }).has(aCampaign(), ...many(3));
  const urgent = aCampaign({}, { id: 'urgent', priority: 1 });
  await there.has(urgent, ...many(3));
  await there.tick();
  expect(there.sent.map(({ attempt }) => attempt.campaign)).toEqual(['urgent']);
});

it.each<[string, CampaignRecord]>([
  ['is paused', aCampaign({ state: 'paused' })],
  ['has not begun', aCampaign({}, { startsAt: '2026-11-24T10:00' })],
])('sends nothing while a campaign %s', async (_, campaign) => {
  const there = await new Pacing().has(campaign, ...many(3));
  expect(await there.tick()).toBe(false);
  expect(there.sent).toEqual([]);
});

it('moves callees on whose call is over, and ends the campaign when all have ended', async () => {
  const there = await new Pacing().has(aCampaign(), dialling(1), dialling(2));
  there.ended('ref-1', 'completed');
  there.ended('ref-2', 'busy');
  await there.tick();
  expect(await there.callee(1)).toMatchObject({ state: 'done', outcome: 'answered' });
  expect(await there.callee(2)).toMatchObject({ state: 'waiting', attempt: 2 });
  expect(await there.campaign()).toMatchObject({ state: 'running', recent: '..' });
  await there.clock.sleep(11 * 60_000);
  await there.tick();
  expect(there.sent).toMatchObject([{ attempt: { attempt: 2 } }]);
});

it('has an attempt made again whose worker died, under its old key', async () => {
  const there = await new Pacing().has(aCampaign(), dialling(1));
  await there.tick();
  expect(there.sent).toMatchObject([{ attempt: { attempt: 1 } }]);
  expect(await there.callee()).toMatchObject({ state: 'due', lost: 1 });
});

it('sends a message again that was lost', async () => {
  const there = await new Pacing().has(aCampaign(), aCallee(1, { state: 'due', nextAt: NOON }));
  await there.tick();
  expect(there.sent).toMatchObject([{ attempt: { attempt: 1 } }]);
});

it('pauses a campaign when too many of its dials fail at the carrier', async () => {
  const campaign = aCampaign({}, { breaker: { failures: 2, of: 4 } });
  const there = await new Pacing().has(campaign, dialling(1), dialling(2), dialling(3), aCallee(4));
  for (const [ref, outcome] of [
    ['ref-1', 'failed'],
    ['ref-2', 'completed'],
    ['ref-3', 'failed'],
  ] as const) {
    there.ended(ref, outcome);
  }
  await there.tick();
  expect(await there.campaign()).toMatchObject({
    state: 'paused',
    reason: '2 of its last 4 dials failed; look at the carrier and the log of the dial function, then resume',
  });
  expect(there.sent).toEqual([]);
});

it('ends who still waits when a campaign is stopped, and lets calls go on', async () => {
  const there = await new Pacing().has(aCampaign({ state: 'stopping' }), dialling(1), aCallee(2));
  there.dials.set(
    'ref-1',
    dialRecord.parse({
      ...{ reference: 'a'.repeat(32), carrier: 'vobiz', number: FROM, callee: '+919810000001' },
      ...{ purpose: 'a reminder', askedAt: NOON, state: 'placed' },
    }),
  );
  await there.tick();
  expect(await there.callee(2)).toMatchObject({ state: 'done', outcome: 'stopped' });
  expect(await there.campaign()).toMatchObject({ state: 'stopping' });
  there.ended('ref-1', 'completed');
  await there.tick();
  expect(await there.campaign()).toMatchObject({ state: 'stopped', endedAt: NOON });
  expect(await there.stores.store.active()).toEqual([]);
});

it('ends who was not reached in time', async () => {
  const there = await new Pacing().has(aCampaign(), aCallee(1));
  await there.clock.sleep(Date.parse('2026-11-28T18:00:00+05:30') - NOON);
  await there.tick();
  expect(await there.callee()).toMatchObject({ outcome: 'expired' });
  expect(await there.campaign()).toMatchObject({ state: 'finished' });
});

it('looks every five seconds for a minute while there is something to do, and once when there is nothing', async () => {
  const busy = await new Pacing().has(aCampaign(), ...many(1));
  await createPacer(busy.ports)();
  expect(busy.clock.slept.slice(1)).toHaveLength(11);
  const idle = new Pacing();
  await createPacer(idle.ports)();
  expect(idle.clock.slept.slice(1)).toEqual([]);
});

it('pauses a campaign whose dials get nowhere, before its callees are given up', async () => {
  const there = await new Pacing().has(aCampaign(), ...Array.from({ length: 12 }, (_, i) => dialling(i + 1)));
  await there.tick();
  expect(await there.campaign()).toMatchObject({
    state: 'paused',
    reason: expect.stringContaining('10 of its last 20'),
  });
  expect(await there.callee()).toMatchObject({ state: 'waiting', lost: 1 });
});

it.each<[string, (there: Pacing) => Partial<PacePorts>]>([
  [
    'cannot be sent',
    (there) => ({
      queue: {
        send: async (attempts) => {
          if (attempts[0]!.attempt.campaign === 'urgent') throw new Error('the queue is away');
          there.sent.push(...attempts);
        },
      },
    }),
  ],
  [
    'has a number that cannot be read',
    (there) => ({
      directory: {
        findNumber: async (number) => {
          if (number !== FROM) throw new Error('the record is no number');
          return there.ports.directory.findNumber(number);
        },
      },
    }),
  ],
])('goes on with the others when one campaign %s', async (_, broken) => {
  const there = await new Pacing({ callsPerSecond: 1, callsAtOnce: 9 }).has(aCampaign(), ...many(3));
  await there.has(aCampaign({}, { id: 'urgent', priority: 1, number: '+918041234568' }), ...many(3));
  (there.ports.directory as InMemoryNumberDirectory).addNumber(
    aNumber({ number: '+918041234568', carrier: 'vobiz' }),
  );
  expect(await tick(SPAN_MS, { ...there.ports, ...broken(there) })).toBe(true);
  expect(there.sent.map(({ attempt }) => attempt.campaign)).toContain(ID);
});

it('pauses a campaign whose number has left the stack, and says so', async () => {
  const there = await new Pacing().has(aCampaign({}, { number: '+918041234599' }), ...many(3));
  await there.tick();
  expect(await there.campaign()).toMatchObject({
    state: 'paused',
    reason: expect.stringContaining('no carrier'),
  });
  expect(await there.callee()).toMatchObject({ state: 'waiting' });
});
