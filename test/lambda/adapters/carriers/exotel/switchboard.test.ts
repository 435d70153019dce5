import type { CarrierNumber, Switchboard } from '../../../../../lambda/core/carriers/switchboard';
import { AmbiguousError } from '../../../../../lambda/adapters/carriers/carrier-error';
import {
  createTrunk,
  deleteTrunk,
  exotelSwitchboard,
  type ExotelConnection,
} from '../../../../../lambda/adapters/carriers/exotel';
import type { FakeExotel } from '../../../../fakes/exotel';
import { refusal } from '../refusal';
import { connected, NUMBER } from './connected';

let fake: FakeExotel;
let exotel: ExotelConnection;
let switchboard: Switchboard;
let trunkSid: string;

beforeEach(async () => {
  ({ fake, exotel } = await connected());
  switchboard = exotelSwitchboard(exotel);
  trunkSid = (await createTrunk(exotel, 'ours')).sid;
});
afterEach(async () => {
  expect(fake.forbidden).toEqual([]);
  await fake.close();
});

const ADDRESS = 'http://my.exotel.com/acme1/exoml/start_voice/';
const target = (flowId = '2002') => switchboard.routingTo({ carrier: 'exotel', flowId, trunkSid });
const live = async (): Promise<CarrierNumber> => (await switchboard.find(NUMBER))!;
const voiceUrl = () => fake.snapshot().numbers.find(({ e164 }) => e164 === NUMBER)!.voice_url;

describe('the account', () => {
  it('proves the credentials and tells its name', async () => {
    await expect(switchboard.account()).resolves.toBe('acme1');
    fake.credentials.apiToken = 'another';
    await expect(switchboard.account()).rejects.toMatchObject({ status: 401 });
  });

  it.each(['e164', 'national'] as const)('shows its numbers, written as %s', async (numbers) => {
    fake.settings.numbers = numbers;
    fake.settings.pageSize = 1;
    const id = fake.ownNumber(NUMBER);
    fake.ownNumber('+918071230001', { capabilities: { voice: false, sms: true }, voice_url: null });

    await expect(switchboard.numbers()).resolves.toEqual([
      { number: NUMBER, id, routing: { voiceUrl: `${ADDRESS}1001`, trunkSid: '' } },
      {
        number: '+918071230001',
        id: expect.any(String) as string,
        unusable: 'it cannot take voice calls',
        routing: { voiceUrl: '', trunkSid: '' },
      },
    ]);
  });
});

describe('a routing', () => {
  it('is free only without a flow, whatever trunk the number is on', () => {
    expect(switchboard.isFree({ voiceUrl: '', trunkSid })).toBe(true);
    expect(switchboard.isFree({ voiceUrl: `${ADDRESS}1001`, trunkSid: '' })).toBe(false);
  });

  it('is the same by its flow, and by its trunk where one is asked for', () => {
    const flow = { voiceUrl: `${ADDRESS}2002`, trunkSid: '' };
    expect(switchboard.isSame({ ...flow, voiceUrl: flow.voiceUrl.replace('http:', 'https:') }, flow)).toBe(
      true,
    );
    expect(switchboard.isSame(flow, target())).toBe(false);
    expect(switchboard.isSame(target(), target())).toBe(true);
    expect(switchboard.isSame(target(), flow)).toBe(true);
    expect(switchboard.isSame(target('2003'), target())).toBe(false);
    expect(switchboard.isSame({ ...flow, voiceUrl: 'https://acme.example/2002' }, flow)).toBe(false);
  });

  it('is told in words', () => {
    expect(switchboard.describe(target())).toBe('the flow 2002');
    expect(switchboard.describe({ voiceUrl: '', trunkSid })).toBe('nowhere');
    expect(switchboard.describe({ voiceUrl: `https://acme.example/${NUMBER}`, trunkSid })).toBe(
      'an address that is no flow',
    );
  });

  it('of another carrier is refused', () => {
    expect(() => switchboard.routingTo({ carrier: 'vobiz', trunkId: 'x' })).toThrow('target of vobiz');
  });
});

describe('a number', () => {
  it('is mapped to the trunk and goes to the flow, and back to the flow it had', async () => {
    fake.ownNumber(NUMBER);
    const before = await live();

    await switchboard.route(before, target());
    expect(voiceUrl()).toBe(`${ADDRESS}2002`);
    expect(fake.holdings().mappings).toEqual([`${trunkSid}/${NUMBER}`]);
    expect((await live()).routing).toEqual(target());

    await switchboard.route(await live(), before.routing);
    expect(voiceUrl()).toBe(before.routing['voiceUrl']);
    expect(switchboard.isSame((await live()).routing, before.routing)).toBe(true);

    await deleteTrunk(exotel, trunkSid);
    expect((await live()).routing).toEqual(before.routing);
  });

  it('that has the flow already, but is on no trunk, is mapped', async () => {
    fake.ownNumber(NUMBER, { voice_url: `${ADDRESS}2002` });
    expect(switchboard.isSame((await live()).routing, target())).toBe(false);
    await switchboard.route(await live(), target());
    expect(switchboard.isSame((await live()).routing, target())).toBe(true);
  });

  it('that is mapped already, though it was read before, goes to the flow', async () => {
    fake.ownNumber(NUMBER);
    const before = await live();
    fake.seed('MapNumber', { path: { trunk: trunkSid }, body: { phone_number: NUMBER } });
    await switchboard.route(before, target());
    expect(voiceUrl()).toBe(`${ADDRESS}2002`);
  });

  it.each(['when it is read', 'in between'])('that is on another trunk %s is refused', async (when) => {
    const theirs = (await createTrunk(exotel, 'theirs')).sid;
    fake.ownNumber(NUMBER);
    const before = await live();
    fake.seed('MapNumber', { path: { trunk: theirs }, body: { phone_number: NUMBER } });
    const read = when === 'in between' ? before : await live();

    const error = await refusal(switchboard.route(read, target()));

    expect(error.message).toContain(`mapped to the trunk ${theirs}`);
    expect(error.message).toContain('ask Exotel');
    expect(error.message).not.toContain(NUMBER.slice(1));
    expect(voiceUrl()).toBe(`${ADDRESS}1001`);
  });

  it.each(['MapNumber', 'UpdateExophone'])(
    'arrives by another try after %s lost its answer or was refused',
    async (operation) => {
      fake.ownNumber(NUMBER);
      for (const fault of ['before', 'after'] as const) {
        const before = await live();
        fake.faults[fault](operation);
        // A mapping whose answer was lost is found by reading.
        const mapped = operation === 'MapNumber' && fault === 'after';
        const error = mapped ? undefined : await refusal(switchboard.route(before, target()));
        if (error) expect(error).toBeInstanceOf(AmbiguousError);

        await switchboard.route(await live(), target());
        expect((await live()).routing).toEqual(target());
        await switchboard.route(await live(), { ...before.routing, trunkSid: '' });
        expect(voiceUrl()).toBe(`${ADDRESS}1001`);

        fake.faults.clear();
        await deleteTrunk(exotel, trunkSid);
        trunkSid = (await createTrunk(exotel, 'ours')).sid;
      }
    },
  );
});
