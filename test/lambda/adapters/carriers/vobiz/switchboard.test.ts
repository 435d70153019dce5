import type { CarrierNumber, Switchboard } from '../../../../../lambda/core/carriers/switchboard';
import { AmbiguousError } from '../../../../../lambda/adapters/carriers/carrier-error';
import { vobizSwitchboard, type VobizConnection } from '../../../../../lambda/adapters/carriers/vobiz';
import type { FakeVobiz } from '../../../../fakes/vobiz';
import { refusal } from '../refusal';
import { connected, NUMBER } from './connected';

let fake: FakeVobiz;
let vobiz: VobizConnection;
let switchboard: Switchboard;

beforeEach(async () => {
  ({ fake, vobiz } = await connected());
  switchboard = vobizSwitchboard(vobiz);
});
afterEach(async () => {
  expect(fake.forbidden).toEqual([]);
  await fake.close();
});

const trunk = (): string => {
  const body = {
    name: 'somebody’s',
    trunk_direction: 'inbound',
    trunk_type: 'INBOUND',
    max_concurrent_calls: 1,
  };
  return (fake.seed('CreateTrunk', { body }) as { trunk_id: string }).trunk_id;
};
const toTrunk = (trunkId: string) => switchboard.routingTo({ carrier: 'vobiz', trunkId });
const toApplication = (applicationId: string) => switchboard.routingTo({ carrier: 'vobiz', applicationId });
const live = async (): Promise<CarrierNumber> => (await switchboard.find(NUMBER))!;
const now = () => {
  const { trunk_group_id, application_id } = fake.snapshot().numbers.find(({ e164 }) => e164 === NUMBER)!;
  return { trunkId: trunk_group_id ?? '', applicationId: application_id ?? '' };
};

describe('the account', () => {
  it('proves the credentials and tells its id', async () => {
    await expect(switchboard.account()).resolves.toBe('MA_TEST01');
    fake.credentials.authToken = 'another';
    await expect(switchboard.account()).rejects.toMatchObject({ status: 401 });
  });

  it('shows its numbers, and what keeps one from taking calls', async () => {
    fake.ownNumber(NUMBER, { trunk_group_id: 't-1', application_id: 'a-1' });
    fake.ownNumber('+918071230001', { is_trial_number: true });
    fake.ownNumber('+918071230002', { is_blocked: true });
    fake.ownNumber('+918071230003', { voice_enabled: false });
    fake.ownNumber('+918071230004', { status: 'pending_release' });

    const [first, ...rest] = await switchboard.numbers();

    expect(first).toEqual({ number: NUMBER, id: NUMBER, routing: { trunkId: 't-1', applicationId: 'a-1' } });
    expect(rest.map(({ unusable }) => unusable)).toEqual([
      'it is a trial number, which takes no calls',
      'Vobiz has blocked it',
      'it cannot take voice calls',
      'Vobiz shows it as pending_release, not as active',
    ]);
  });

  it('has no number that only contains the one asked for', async () => {
    fake.ownNumber(`${NUMBER}8`);
    await expect(switchboard.find(NUMBER)).resolves.toBeUndefined();
  });
});

describe('a routing', () => {
  it('is free only where it leads nowhere', () => {
    expect(switchboard.isFree({ trunkId: '', applicationId: '' })).toBe(true);
    expect(switchboard.isFree(toTrunk('t-1'))).toBe(false);
    expect(switchboard.isFree(toApplication('a-1'))).toBe(false);
  });

  it('is the same where both parts are', () => {
    expect(switchboard.isSame(toTrunk('t-1'), { trunkId: 't-1', applicationId: '' })).toBe(true);
    expect(switchboard.isSame(toTrunk('t-1'), { trunkId: 't-1', applicationId: 'a-1' })).toBe(false);
    expect(switchboard.isSame(toTrunk('t-1'), toApplication('t-1'))).toBe(false);
  });

  it('is told in words', () => {
    const both = { trunkId: 't-1', applicationId: 'a-1' };
    expect(switchboard.describe(both)).toBe('the trunk t-1 and the application a-1');
    expect(switchboard.describe({ trunkId: '', applicationId: '' })).toBe('nowhere');
  });

  it('of another carrier is refused', () => {
    expect(() => switchboard.routingTo({ carrier: 'twilio', trunkSid: 'TK1' })).toThrow('target of twilio');
  });
});

describe('a number', () => {
  it('that leads nowhere goes to an application, and back', async () => {
    fake.ownNumber(NUMBER);
    const before = await live();

    await switchboard.route(before, toApplication('a-1'));
    expect(now()).toEqual({ trunkId: '', applicationId: 'a-1' });

    await switchboard.route(await live(), before.routing);
    expect(now()).toEqual({ trunkId: '', applicationId: '' });
  });

  it('with a trunk and an application gets both back', async () => {
    const [theirs, ours] = [trunk(), trunk()];
    fake.ownNumber(NUMBER, { trunk_group_id: theirs, application_id: 'theirs' });
    const before = await live();

    await switchboard.route(before, toTrunk(ours));
    expect(now()).toEqual({ trunkId: ours, applicationId: '' });

    await switchboard.route(await live(), toApplication('ours'));
    expect(now()).toEqual({ trunkId: '', applicationId: 'ours' });

    await switchboard.route(await live(), before.routing);
    expect(now()).toEqual({ trunkId: theirs, applicationId: 'theirs' });
  });

  it('that is there already is only read', async () => {
    const ours = trunk();
    fake.ownNumber(NUMBER, { trunk_group_id: ours });
    await switchboard.route(await live(), toTrunk(ours));
    expect(fake.mutations()).toEqual([]);
  });

  it.each(['UnassignNumber', 'UnbindApplication', 'AssignNumber', 'BindApplication'])(
    'arrives by another try after %s lost its answer or was refused',
    async (operation) => {
      for (const fault of ['before', 'after'] as const) {
        const [theirs, ours] = [trunk(), trunk()];
        const away = operation === 'BindApplication' ? toApplication('ours') : toTrunk(ours);
        fake.ownNumber(NUMBER, { trunk_group_id: theirs, application_id: 'theirs' });
        const before = await live();
        fake.faults[fault](operation);

        const error = await refusal(switchboard.route(before, away));
        expect(error).toBeInstanceOf(AmbiguousError);

        await switchboard.route(await live(), away);
        expect(now()).toEqual(away);
        await switchboard.route(await live(), before.routing);
        expect(now()).toEqual(before.routing);
      }
    },
  );

  it('that an earlier try has moved already is fine, though it was read before', async () => {
    const [theirs, ours] = [trunk(), trunk()];
    fake.ownNumber(NUMBER, { trunk_group_id: theirs, application_id: 'theirs' });
    const before = await live();
    await switchboard.route(before, toTrunk(ours));

    fake.seed('UnassignNumber', { path: { number: NUMBER } });
    await switchboard.route(before, toTrunk(ours));
    expect(now()).toEqual(toTrunk(ours));

    await switchboard.route({ ...before, routing: { trunkId: '', applicationId: '' } }, toTrunk(ours));
    expect(now()).toEqual(toTrunk(ours));
  });

  it('that somebody has moved in between stays where they led it', async () => {
    const [theirs, ours] = [trunk(), trunk()];
    fake.ownNumber(NUMBER);
    const before = await live();
    fake.seed('AssignNumber', { path: { number: NUMBER }, body: { trunk_group_id: theirs } });

    await expect(switchboard.route(before, toTrunk(ours))).rejects.toMatchObject({
      code: 'already_assigned',
    });
    expect(now()).toEqual(toTrunk(theirs));
  });

  it('whose assignment Vobiz accepts and loses is in doubt', async () => {
    fake.ownNumber(NUMBER);
    fake.settings.keepsAssignments = false;
    const error = await refusal(switchboard.route(await live(), toTrunk(trunk())));
    expect(error).toBeInstanceOf(AmbiguousError);
    expect(error.message).not.toContain(NUMBER.slice(1));
  });
});
