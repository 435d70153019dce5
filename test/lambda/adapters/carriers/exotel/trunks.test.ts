import {
  AmbiguousError,
  CallNotAllowedError,
  CarrierError,
} from '../../../../../lambda/adapters/carriers/carrier-error';
import {
  addDestination,
  createTrunk,
  deleteTrunk,
  ExotelConnection,
  listDestinations,
  listMappings,
  listTrunks,
  listWhitelistedIps,
  mapNumber,
  readTrunk,
  setCallerId,
  setMappingMode,
  whitelistIp,
} from '../../../../../lambda/adapters/carriers/exotel';
import type { FakeExotel } from '../../../../fakes/exotel';
import type { HastyClock } from '../../../../fakes/hasty-clock';
import { HttpServer } from '../../../../fakes/http-server';
import { fetchFrom } from '../../../../fakes/carrier-origins';
import { RequestsMade } from '../requests-made';
import { connected, HOST, NUMBER } from './connected';

const FLOW = { e164: NUMBER, mode: 'flow' } as const;

let fake: FakeExotel;
let exotel: ExotelConnection;
let clock: HastyClock;

beforeEach(async () => {
  ({ fake, exotel, clock } = await connected());
  fake.ownNumber(NUMBER);
});
afterEach(async () => {
  expect(fake.forbidden).toEqual([]);
  await fake.close();
});

describe('a trunk', () => {
  it('is made, found, changed and removed', async () => {
    const made = await createTrunk(exotel, 'byon_1a2b');
    expect(made).toEqual({
      sid: made.sid,
      name: 'byon_1a2b',
      active: true,
      domainName: 'acme1.pstn.exotel.com',
    });
    await expect(readTrunk(exotel, made.sid)).resolves.toEqual(made);
    await expect(listTrunks(exotel)).resolves.toEqual([made]);

    await setCallerId(exotel, made.sid, NUMBER);
    expect(fake.snapshot().callerIds).toEqual({ [made.sid]: NUMBER });

    await deleteTrunk(exotel, made.sid);
    expect(fake.holdings().trunks).toEqual([]);
  });

  it('has a name of its own', async () => {
    await createTrunk(exotel, 'byon_1a2b');

    await expect(createTrunk(exotel, 'byon_1a2b')).rejects.toMatchObject({ status: 409, code: '1008' });
    await expect(createTrunk(exotel, 'byon-1a2b')).rejects.toMatchObject({ status: 400, code: '1002' });
    expect(fake.holdings().trunks).toHaveLength(1);
  });

  it('goes with its parts, and leaves the number', async () => {
    const { sid } = await createTrunk(exotel, 'byon_1a2b');
    const other = await createTrunk(exotel, 'someone_elses');
    await mapNumber(exotel, sid, FLOW);
    await whitelistIp(exotel, sid, '3.80.16.1');
    await addDestination(exotel, sid, HOST);
    await addDestination(exotel, other.sid, HOST);

    await deleteTrunk(exotel, sid);
    await deleteTrunk(exotel, sid);
    expect(fake.holdings()).toMatchObject({ trunks: [other.sid], mappings: [], whitelistedIps: [] });
    expect(fake.holdings().destinations).toHaveLength(1);
    expect(fake.holdings().numbers).toHaveLength(1);
  });

  it.each(['', 'trm', 'acme1', 'trmum1,trmum2'])(
    'is not deleted by %j, and no socket is opened',
    async (sid) => {
      const requests = new RequestsMade();
      await expect(deleteTrunk(exotel, sid)).rejects.toThrow(CallNotAllowedError);
      requests.close();

      expect(requests.made).toBe(0);
    },
  );

  it('is in doubt after a lost answer', async () => {
    fake.faults.after('CreateTrunk');
    await expect(createTrunk(exotel, 'byon_1a2b')).rejects.toThrow(AmbiguousError);
    fake.faults.after('CreateTrunk', { status: 500 });
    await expect(createTrunk(exotel, 'byon_3c4d')).rejects.toThrow(AmbiguousError);

    expect(fake.holdings().trunks).toHaveLength(2);
  });
});

describe('a number on a trunk', () => {
  it('is mapped, listed and changed', async () => {
    const { sid } = await createTrunk(exotel, 'byon_1a2b');
    const mapped = await mapNumber(exotel, sid, FLOW);
    expect(mapped).toEqual({ id: mapped.id, ...FLOW });
    await expect(listMappings(exotel, sid)).resolves.toEqual([mapped]);

    await expect(setMappingMode(exotel, sid, { ...mapped, mode: 'pstn' })).resolves.toMatchObject({
      mode: 'pstn',
    });
  });

  it('is refused a second time, though Exotel answers 200', async () => {
    const { sid } = await createTrunk(exotel, 'byon_1a2b');
    await mapNumber(exotel, sid, FLOW);

    const again = mapNumber(exotel, sid, FLOW);
    await expect(again).rejects.toMatchObject({ name: 'CarrierError', status: 409, code: '1008' });
    await expect(again).rejects.toThrow(
      'exotel: POST /v2/accounts/{account}/trunks/{trunk}/phone-numbers: it answered 409 (1008): Duplicate resource: ' +
        'Unable to create DidTrunkMapping of (number)',
    );
    expect(fake.journal.at(-1)).toMatchObject({ operation: 'MapNumber', status: 200 });
    expect(fake.holdings().mappings).toEqual([`${sid}/${NUMBER}`]);
  });
});

describe('addresses', () => {
  it('are whitelisted one by one', async () => {
    const { sid } = await createTrunk(exotel, 'byon_1a2b');
    const added = await whitelistIp(exotel, sid, '3.80.16.1');

    await expect(listWhitelistedIps(exotel, sid)).resolves.toEqual([
      { id: added.id, ip: '3.80.16.1', mask: 32 },
    ]);
    await expect(whitelistIp(exotel, sid, '3.80.16.1')).rejects.toMatchObject({ status: 409 });
    await expect(whitelistIp(exotel, sid, '3.80.16.0/23')).rejects.toMatchObject({ status: 400 });
  });

  it('are where calls go', async () => {
    const { sid } = await createTrunk(exotel, 'byon_1a2b');
    await addDestination(exotel, sid, HOST);

    await expect(listDestinations(exotel, sid)).resolves.toMatchObject([{ destination: HOST }]);
  });

  it('are refused inside an answer about several', async () => {
    const { sid } = await createTrunk(exotel, 'byon_1a2b');
    const add = addDestination(exotel, sid, '3.80.16.9:5061;transport=tls');

    await expect(add).rejects.toThrow(CarrierError);
    await expect(add).rejects.not.toThrow(AmbiguousError);
    await expect(add).rejects.toMatchObject({ status: 400, code: '1002' });
    await expect(add).rejects.toThrow('Destination not whitelisted');
    expect(fake.journal.at(-1)).toMatchObject({ operation: 'AddDestinations', status: 207 });
  });
});

it('reads lists over all their pages', async () => {
  fake.settings.pageSize = 2;
  for (const name of ['a', 'b', 'c', 'd', 'e']) await createTrunk(exotel, name);

  const all = await listTrunks(exotel);
  expect(all.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

it('waits when there were too many requests', async () => {
  fake.faults.throttle('ListTrunks', 2);

  await expect(listTrunks(exotel)).resolves.toEqual([]);
  expect(clock.slept).toHaveLength(2);
});

describe('an answer of 200', () => {
  const failure = (code: number) => ({
    code,
    status: 'failure',
    error_data: { code: 1000, message: 'No' },
    data: null,
  });
  const success = {
    code: 200,
    status: 'success',
    error_data: null,
    data: { id: '1', destination: 'sip:x:1' },
  };
  let server: HttpServer;
  let answers: unknown[];

  beforeEach(async () => {
    server = await HttpServer.open((_request, _body, response) => {
      response.writeHead(207, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ response: answers.length > 1 ? answers.shift() : answers[0] }));
    });
    const { credentials } = fake;
    const fetch = fetchFrom({ 'https://api.exotel.com': server.url });
    exotel = new ExotelConnection({ credentials, clock, fetch, cluster: 'singapore' });
  });
  afterEach(() => server.close());

  it.each([500, 503])('with %s inside leaves a write in doubt', async (code) => {
    answers = [failure(code)];
    await expect(createTrunk(exotel, 'byon_1a2b')).rejects.toThrow(AmbiguousError);
  });

  it('with 503 inside lets a read be repeated', async () => {
    answers = [failure(503), failure(503), []];
    await expect(listTrunks(exotel)).resolves.toEqual([]);
  });

  it('with 429 inside lets a write be repeated', async () => {
    answers = [failure(429), [success]];
    await expect(addDestination(exotel, 'trmum1', HOST)).resolves.toBeUndefined();
  });

  it('of which half failed leaves in doubt what was done', async () => {
    answers = [[success, failure(409)]];
    await expect(addDestination(exotel, 'trmum1', HOST)).rejects.toThrow(AmbiguousError);
  });

  it('with a failure that has no code is a refusal', async () => {
    answers = [{ status: 'failure' }];
    await expect(createTrunk(exotel, 'byon_1a2b')).rejects.toMatchObject({
      name: 'CarrierError',
      status: 400,
    });
  });

  it('that promises something else leaves a write in doubt', async () => {
    answers = [{ ...success, data: { trunk_sid: 'acme' } }];
    await expect(createTrunk(exotel, 'byon_1a2b')).rejects.toThrow(AmbiguousError);
  });
});
