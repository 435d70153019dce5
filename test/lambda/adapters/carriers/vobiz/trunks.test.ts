import { AmbiguousError, CarrierError } from '../../../../../lambda/adapters/carriers/carrier-error';
import {
  createIpAcl,
  createOriginationUri,
  createTrunk,
  deleteTrunk,
  listIpAcls,
  listOriginationUris,
  listTrunks,
  readTrunk,
  updateTrunk,
  type InboundTrunkSettings,
  type VobizConnection,
} from '../../../../../lambda/adapters/carriers/vobiz';
import type { HastyClock } from '../../../../fakes/hasty-clock';
import type { FakeVobiz } from '../../../../fakes/vobiz';
import { connected, NO_SUCH_ID, NUMBER, URI } from './connected';

let fake: FakeVobiz;
let vobiz: VobizConnection;
let clock: HastyClock;

beforeEach(async () => {
  ({ fake, vobiz, clock } = await connected());
});
afterEach(async () => {
  expect(fake.forbidden).toEqual([]);
  await fake.close();
});

async function inbound(): Promise<InboundTrunkSettings> {
  const { id } = await createOriginationUri(vobiz, URI);
  return { direction: 'inbound', name: 'byon-1a2b-in', transport: 'tcp', secure: false, primaryUriId: id };
}

describe('an inbound trunk', () => {
  it('is made, found, changed and removed', async () => {
    const settings = await inbound();
    const made = await createTrunk(vobiz, settings);
    expect(made).toMatchObject({ ...settings, enabled: true, domain: `${made.id.slice(0, 8)}.sip.vobiz.ai` });
    await expect(readTrunk(vobiz, made.id)).resolves.toEqual(made);

    const changed = await updateTrunk(vobiz, made.id, { transport: 'tls', enabled: false });
    expect(changed).toEqual({ ...made, transport: 'tls', enabled: false });
    await expect(listTrunks(vobiz)).resolves.toMatchObject([{ id: made.id, transport: 'tls' }]);

    await deleteTrunk(vobiz, made.id);
    await expect(listTrunks(vobiz)).resolves.toEqual([]);
  });

  it('shows where its calls go, though Vobiz tells that in the list only', async () => {
    const { primaryUriId } = await inbound();
    const { id } = await createTrunk(vobiz, {
      ...(await inbound()),
      primaryUriId,
      inboundDestination: 'abc.voiceconnector.chime.aws',
    });

    await expect(readTrunk(vobiz, id)).resolves.toMatchObject({
      primaryUriId,
      inboundDestination: 'abc.voiceconnector.chime.aws',
    });
  });

  it.each(['openapi', 'prose', 'both'] as const)('is made where Vobiz goes by %s', async (documents) => {
    fake.settings.documents = documents;
    await createTrunk(vobiz, await inbound());

    expect(fake.holdings().trunks).toHaveLength(1);
  });

  it('is asked for once more only when it was refused for what it holds', async () => {
    const settings = await inbound();
    fake.faults.before('CreateTrunk', { status: 409 });
    await expect(createTrunk(vobiz, settings)).rejects.toMatchObject({ status: 409 });
    expect(fake.journal.filter(({ operation }) => operation === 'CreateTrunk')).toHaveLength(1);

    await expect(createTrunk(vobiz, { ...settings, primaryUriId: NO_SUCH_ID })).rejects.toMatchObject({
      status: 400,
    });
    expect(fake.journal.filter(({ operation }) => operation === 'CreateTrunk')).toHaveLength(3);
    expect(fake.holdings().trunks).toEqual([]);
  });
});

describe('an outbound trunk', () => {
  it('takes calls from one range', async () => {
    const { id: ipAclId } = await createIpAcl(vobiz, { name: 'byon-1a2b', range: '3.80.16.0/23' });
    const settings = {
      direction: 'outbound',
      name: 'byon-1a2b-out',
      transport: 'tls',
      secure: true,
    } as const;
    const made = await createTrunk(vobiz, { ...settings, ipAclId });

    expect(made).toMatchObject(settings);
    expect(fake.snapshot().trunks).toMatchObject([{ ipacl_uuid: ipAclId, trunk_direction: 'outbound' }]);
  });
});

describe('what Vobiz accepts and loses', () => {
  it('when a trunk is made, is asked for again by an update', async () => {
    fake.settings.loses = { POST: ['primary_uri_uuid', 'transport'] };
    const settings = await inbound();

    await expect(createTrunk(vobiz, settings)).resolves.toMatchObject(settings);
    expect(fake.mutations().map(({ operation }) => operation)).toEqual([
      'CreateOriginationUri',
      'CreateTrunk',
      'UpdateTrunk',
    ]);
  });

  it('when a trunk is updated, is asked for once more by PATCH', async () => {
    const { id } = await createTrunk(vobiz, await inbound());
    fake.settings.loses = { PUT: ['inbound_destination'] };

    await updateTrunk(vobiz, id, { inboundDestination: 'def.voiceconnector.chime.aws' });
    expect(fake.snapshot().trunks).toMatchObject([{ inbound_destination: 'def.voiceconnector.chime.aws' }]);
  });

  it.each([true, false])('is told as a doubt where nothing helps (there is a PATCH: %s)', async (patch) => {
    const { id } = await createTrunk(vobiz, await inbound());
    Object.assign(fake.settings, { patch, loses: { PUT: ['transport'], PATCH: ['transport'] } });

    const update = updateTrunk(vobiz, id, { transport: 'udp', name: 'byon-1a2b-other' });
    await expect(update).rejects.toThrow(AmbiguousError);
    await expect(update).rejects.toThrow(
      'vobiz: PUT /api/v1/Account/{account}/trunks/{id}: it was accepted, but transport did not become what was asked',
    );
  });
});

describe('deleting a trunk', () => {
  it('takes along what it is linked to, and leaves the number', async () => {
    fake.ownNumber(NUMBER);
    const settings = await inbound();
    const { id } = await createTrunk(vobiz, settings);
    const other = await createOriginationUri(vobiz, URI);
    fake.seed('AssignNumber', { path: { number: NUMBER }, body: { trunk_group_id: id } });

    await deleteTrunk(vobiz, id);
    expect(fake.holdings()).toMatchObject({
      originationUris: [other.id],
      numbers: [NUMBER],
      assignments: [],
    });
  });

  it('is done where there is none', async () => {
    await expect(deleteTrunk(vobiz, NO_SUCH_ID)).resolves.toBeUndefined();
  });

  it('is refused while it has calls', async () => {
    const { id } = await createTrunk(vobiz, await inbound());
    fake.setBusy(id, true);
    await expect(deleteTrunk(vobiz, id)).rejects.toMatchObject({ status: 409, code: 'trunk_busy' });

    fake.setBusy(id, false);
    await deleteTrunk(vobiz, id);
    expect(fake.holdings().trunks).toEqual([]);
  });
});

describe('when Vobiz fails', () => {
  it('leaves in doubt what a lost answer has made', async () => {
    const settings = await inbound();
    fake.faults.after('CreateTrunk');

    await expect(createTrunk(vobiz, settings)).rejects.toThrow(AmbiguousError);
    expect(fake.holdings().trunks).toHaveLength(1);
    expect(fake.faults.pending).toBe(0);
  });

  it('leaves in doubt what an error in place of an answer has made', async () => {
    const settings = await inbound();
    fake.faults.after('CreateTrunk', { status: 500 });

    await expect(createTrunk(vobiz, settings)).rejects.toThrow(AmbiguousError);
    expect(fake.holdings().trunks).toHaveLength(1);
  });

  it('leaves in doubt what cannot be read back', async () => {
    const settings = await inbound();
    fake.faults.before('ReadTrunk', { status: 404 });

    const create = createTrunk(vobiz, settings);
    await expect(create).rejects.toThrow(AmbiguousError);
    await expect(create).rejects.toThrow('it was accepted, but could not be read back');
    expect(fake.holdings().trunks).toHaveLength(1);
  });

  it('waits as long as Vobiz says', async () => {
    fake.faults.throttle('ListTrunks', 2, 7);

    await expect(listTrunks(vobiz)).resolves.toEqual([]);
    expect(clock.slept).toEqual([7000, 7000]);
  });

  it('reads again', async () => {
    fake.faults.before('ListTrunks', { status: 502, times: 3 });

    await expect(listTrunks(vobiz)).resolves.toEqual([]);
    expect(fake.faults.pending).toBe(0);
  });
});

it('reads lists over all their pages', async () => {
  fake.settings.pageSize = 2;
  for (const priority of [1, 2, 3, 4, 5]) await createOriginationUri(vobiz, { ...URI, priority });

  const all = await listOriginationUris(vobiz);
  expect(all.map(({ priority }) => priority)).toEqual([1, 2, 3, 4, 5]);
});

it('tells a refusal in words of one shape, whatever shape Vobiz chose', async () => {
  await expect(readTrunk(vobiz, NO_SUCH_ID)).rejects.toThrow(
    'vobiz: GET /api/v1/Account/{account}/trunks/{id}: it answered 404 (not_found): ',
  );
  await expect(createOriginationUri(vobiz, { ...URI, sipUri: 'abc' })).rejects.toThrow(
    'vobiz: POST /api/v1/Account/{account}/origination-uris: it answered 400 (400): Invalid SIP URI format',
  );
  await expect(createIpAcl(vobiz, { name: 'x', range: '2001:db8::1' })).rejects.toThrow(CarrierError);
  await expect(createIpAcl(vobiz, { name: 'x', range: '192.0.2.1' })).rejects.toThrow('it answered 400');
  await expect(listIpAcls(vobiz)).resolves.toEqual([]);
});
