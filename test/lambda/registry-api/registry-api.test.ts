import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { agentRecord } from '../../../lambda/adapters/agent-record';
import { DynamoConsents } from '../../../lambda/adapters/dynamodb/consent-store';
import { DynamoOptOuts } from '../../../lambda/adapters/dynamodb/opt-out-store';
import { DynamoRegistryChanges } from '../../../lambda/adapters/dynamodb/registry-changes';
import { DynamoRegistryListing } from '../../../lambda/adapters/dynamodb/registry-listing';
import { DynamoNumberPut } from '../../../lambda/adapters/dynamodb/registry-number-put';
import { DynamoRegistryStore } from '../../../lambda/adapters/dynamodb/registry-store';
import { createRegistryApi } from '../../../lambda/registry-api/handler';
import type { Route } from '../../../lambda/registry-api/routes';
import { SCHEMAS } from '../../../lambda/registry-api/schemas';
import { openDynamo, type LocalDynamo } from '../../../local/aws/dynamodb';
import { WallClock } from '../../../local/clock';
import { agentInput, agentSettingsOf } from '../../builders/agent';
import { NUMBER } from '../../builders/number';
import { CALLEES } from '../../fakes/callee-hash';
import { RecordingLog } from '../../fakes/ports';

const clock = new WallClock();
const OTHER = '+918041234568';
const CALLEE = '+919876543210';
const reception = agentRecord('reception', agentSettingsOf());
const asking = agentRecord('asking', agentSettingsOf({ greeting: 'This is {{clinic}}.' }));

let dynamo: LocalDynamo;
let log: RecordingLog;
beforeEach(async () => {
  dynamo = await openDynamo(clock);
  log = new RecordingLog();
  const changes = new DynamoRegistryChanges({ ...registry(), by: 'user/asha' });
  for (const agent of [reception, asking]) await changes.putAgent(agent);
});
afterEach(() => dynamo.close());

const registry = () => ({ client: dynamo.client, table: dynamo.registryTable, clock });

interface Asked {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  ifMatch?: string | undefined;
}
interface Told {
  status: number;
  etag: string | undefined;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** @param between happens after the API has read what is there, before it writes. */
async function ask(
  route: Route,
  { path, query, body, ifMatch }: Asked = {},
  between?: () => Promise<unknown>,
): Promise<Told> {
  const numbers = new DynamoNumberPut(registry());
  if (between) {
    const put = numbers.put.bind(numbers);
    numbers.put = async (...asked) => {
      await between();
      return put(...asked);
    };
  }
  const api = createRegistryApi({
    changesBy: (by) => new DynamoRegistryChanges({ ...registry(), by }),
    listing: new DynamoRegistryListing(registry()),
    numbers,
    deployed: async () => [reception],
    callees: CALLEES,
    consents: new DynamoConsents(registry()),
    optOuts: new DynamoOptOuts(registry()),
    clock,
    log,
  });
  const answer = await api({
    version: '2.0',
    routeKey: route,
    pathParameters: path ?? null,
    queryStringParameters: query,
    headers: { host: 'api', ...(ifMatch !== undefined && { 'if-match': ifMatch }) },
    requestContext: { authorizer: { iam: { userArn: 'arn:aws:iam::111122223333:user/asha' } } },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: answer.statusCode, etag: answer.headers.etag, body: JSON.parse(answer.body) };
}
const at = (number: string) => ({ path: { number } });
const put = (number: string, body: object, ifMatch?: string) =>
  ask('PUT /numbers/{number}', { ...at(number), body, ifMatch });
const find = (number = NUMBER) => ask('GET /numbers/{number}', at(number));

describe('a number', () => {
  it('is made, read with a plus sign as %2B, and replaced where it is the one that was read', async () => {
    const made = await put(NUMBER, { agent: 'reception', variables: { 'my-clinic': 'Asha' } });
    expect(made).toMatchObject({ status: 201, body: { number: NUMBER, status: 'active' } });
    const read = await ask('GET /numbers/{number}', at(NUMBER.replace('+', '%2B')));
    expect(read).toEqual({ ...made, status: 200 });
    const replaced = await put(
      NUMBER,
      { agent: 'reception', carrier: 'india', routes: ['rule-1'] },
      made.etag,
    );
    expect(replaced).toMatchObject({ status: 200, body: { carrier: 'india', variables: {} } });
    expect(replaced.etag).not.toBe(made.etag);
    expect(SCHEMAS.Number.safeParse(replaced.body).success).toBe(true);
  });

  it('is not replaced unseen, nor where it is another one than was read', async () => {
    const { etag } = await put(NUMBER, { agent: 'reception' });
    expect(await put(NUMBER, { agent: 'reception' })).toMatchObject({
      status: 428,
      etag,
      body: { error: 'unseen' },
    });
    expect(await put(NUMBER, { agent: 'reception' }, '"other"')).toMatchObject({ status: 412, etag });
    expect(await put(OTHER, { agent: 'reception' }, etag)).toMatchObject({
      ...{ status: 412, etag: undefined, body: { error: 'changed' } },
    });
    expect(await put(NUMBER, { agent: 'reception', carrier: 'india' }, `"x", W/${etag}`)).toMatchObject({
      status: 200,
    });
  });

  const dlt = {
    declaredPurposes: ['service'],
    subscriber: { legalName: 'Asha', kycStatus: 'verified' },
    complaints: [{ on: '2026-11-01', reference: 'c-1' }],
  };

  it.each([
    ['a variable', { variables: { clinic: 'Ravi' } }],
    ['one more variable', { variables: { clinic: 'Asha', city: 'Pune' } }],
    ['a complaint', { dlt: { ...dlt, complaints: [{ on: '2026-11-01', reference: 'c-2' }] } }],
    ['the DLT record', { dlt: undefined }],
    ['the carrier', { carrier: 'other' }],
    ['its status', { status: 'suspended' }],
  ])('is not replaced where somebody else changes %s meanwhile', async (_, change) => {
    const first = { agent: 'reception', variables: { clinic: 'Asha' }, carrier: 'india', dlt };
    const { etag } = await put(NUMBER, first);
    const lost = await ask(
      'PUT /numbers/{number}',
      { ...at(NUMBER), body: { ...first, carrier: 'mine' }, ifMatch: etag },
      () => put(NUMBER, { ...first, ...change }, etag),
    );
    expect(lost).toMatchObject({ status: 412, body: { error: 'changed' } });
    const now = await find();
    expect(now.etag).toBe(lost.etag);
    expect(now.body).toMatchObject(JSON.parse(JSON.stringify(change)));
  });

  it('is made once by two at a time', async () => {
    const lost = await ask('PUT /numbers/{number}', { ...at(NUMBER), body: { agent: 'reception' } }, () =>
      put(NUMBER, { agent: 'reception', carrier: 'first' }),
    );
    expect(lost.status).toBe(412);
    expect((await find()).body.carrier).toBe('first');
  });

  it('keeps its routes to itself, and gives up those that it has no longer', async () => {
    const { etag } = await put(NUMBER, { agent: 'reception', routes: ['rule-1'] });
    expect(await put(OTHER, { agent: 'reception', routes: ['rule-1'] })).toMatchObject({
      status: 422,
      body: { faults: [{ path: 'routes.0' }] },
    });
    await put(NUMBER, { agent: 'reception' }, etag);
    expect(await put(OTHER, { agent: 'reception', routes: ['rule-1'] })).toMatchObject({ status: 201 });
  });

  it.each([
    ['every fault of its shape', { status: 'off', variables: 1 }, ['agent', 'status', 'variables']],
    [
      'what only the whole tells',
      { agent: 'asking', suspension: { reason: 'x', since: '2026-11-23T09:00:00Z' } },
      ['suspension', 'variables'],
    ],
    ['an agent that is not there', { agent: 'nobody' }, ['agent']],
    ['what is no JSON', '{', ['']],
  ])('is refused with %s', async (_, body, paths) => {
    const { status, body: told } = await ask('PUT /numbers/{number}', { ...at(NUMBER), body });
    expect(status).toBe(422);
    expect(told.faults.map(({ path }: { path: string }) => path)).toEqual(paths);
    expect((await find()).status).toBe(404);
  });

  it('is assigned, suspended and resumed, where it still is what was read if that is said', async () => {
    const { etag } = await put(NUMBER, { agent: 'reception' });
    const suspended = await ask('POST /numbers/{number}/suspend', {
      ...{ ...at(NUMBER), body: { reason: 'complaints' }, ifMatch: etag },
    });
    expect(suspended.body).toMatchObject({ status: 'suspended', suspension: { reason: 'complaints' } });
    const stale = { ...at(NUMBER), ifMatch: etag };
    expect(await ask('POST /numbers/{number}/resume', stale)).toMatchObject({ status: 412 });
    expect((await ask('POST /numbers/{number}/resume', at(NUMBER))).body).not.toHaveProperty('suspension');
    const version = reception.version;
    const assigned = await ask('POST /numbers/{number}/assign', {
      ...{ ...at(NUMBER), body: { agent: 'reception', version } },
    });
    expect(assigned.body).toMatchObject({ agentVersion: version });
    const wrong = await ask('POST /numbers/{number}/assign', { ...at(NUMBER), body: { agent: 'asking' } });
    expect(wrong).toMatchObject({ status: 422, body: { faults: [{ path: 'agent' }] } });
    const nobody = { ...at(OTHER), body: { reason: 'x' } };
    expect(await ask('POST /numbers/{number}/suspend', nobody)).toMatchObject({ status: 404 });
  });
});

describe('a list of numbers', () => {
  const numbers = Array.from({ length: 7 }, (_, i) => `+9180412345${60 + i}`);
  const listed = async (query: Record<string, string>) => {
    const found: string[] = [];
    const pages: number[] = [];
    for (let from: string | undefined; pages.length < 20;) {
      const { body } = await ask('GET /numbers', {
        query: { ...query, ...(from !== undefined && { from }) },
      });
      found.push(...body.numbers.map(({ number }: { number: string }) => number));
      pages.push(body.numbers.length);
      from = body.next as string | undefined;
      if (from === undefined) break;
    }
    return { found: found.sort(), pages };
  };

  it('comes in pages, each number once, by agent, carrier and status', async () => {
    for (const [i, number] of numbers.entries()) {
      await put(number, { agent: 'reception', ...(i < 3 && { carrier: 'india' }) });
    }
    expect(await listed({ limit: '3' })).toEqual({ found: numbers, pages: [3, 3, 1] });
    expect(await listed({ limit: '3', agent: 'reception' })).toEqual({ found: numbers, pages: [3, 3, 1] });
    expect(await listed({ limit: '2', carrier: 'india' })).toEqual({
      found: numbers.slice(0, 3),
      pages: [2, 1],
    });
    expect(await listed({ status: 'suspended' })).toEqual({ found: [], pages: [0] });
    expect(await listed({ limit: '7' })).toEqual({ found: numbers, pages: [7] });
  });

  it('goes on to its end where the table is full of other records', async () => {
    const { client, registryTable: table } = dynamo;
    for (const number of numbers) await put(number, { agent: 'reception' });
    for (let i = 0; i < 60; i += 1) {
      const Item = marshall({ pk: `DECISION#${i}`, sk: 'DECISION' });
      await client.send(new PutItemCommand({ TableName: table, Item }));
    }
    const send = client.send.bind(client) as (command: object) => Promise<unknown>;
    // In place of a megabyte.
    client.send = ((command: object) => {
      if (command instanceof ScanCommand) command.input.Limit = 1;
      return send(command);
    }) as typeof client.send;
    expect((await listed({ limit: '3' })).found).toEqual(numbers);
  });

  it('tells all faults of its query, and takes no mark of another list', async () => {
    const faulty = await ask('GET /numbers', { query: { limit: '0', status: 'off', colour: 'red' } });
    expect(faulty.body.faults.map(({ path }: { path: string }) => path).sort()).toEqual([
      'colour',
      'limit',
      'status',
    ]);
    const token = (key: object) => Buffer.from(JSON.stringify(key)).toString('base64url');
    for (const from of [
      'x',
      token({ pk: 'CONSENT#1', sk: 'NUMBER' }),
      token({ pk: 'NUMBER#1', sk: 'NUMBER', a: 'b' }),
    ]) {
      expect(await ask('GET /numbers', { query: { from } })).toMatchObject({ status: 422 });
    }
  });
});

describe('an agent', () => {
  const path = { id: 'reception' };
  const next = agentInput({ greeting: 'Something new.' });

  it('has its version as its ETag, gets a new one, and goes back', async () => {
    const read = await ask('GET /agents/{id}', { path });
    expect(read).toMatchObject({ status: 200, etag: `"${reception.version}"`, body: { former: [] } });
    const changed = await ask('PUT /agents/{id}', { path, body: next, ifMatch: read.etag });
    expect(changed).toMatchObject({
      status: 200,
      body: { greeting: 'Something new.', former: [reception.version] },
    });
    expect(await ask('PUT /agents/{id}', { path, body: next, ifMatch: read.etag })).toMatchObject({
      ...{ status: 412, etag: changed.etag },
    });
    const stale = { path, ifMatch: read.etag };
    expect(await ask('POST /agents/{id}/rollback', stale)).toMatchObject({ status: 412 });
    const back = await ask('POST /agents/{id}/rollback', { path, ifMatch: changed.etag });
    expect(back).toMatchObject({ status: 200, etag: read.etag, body: { former: [] } });
    const store = { ...registry(), owner: 'x', signal: new AbortController().signal };
    const saved = await new DynamoRegistryListing(registry()).versions('reception');
    expect(saved.map(({ savedBy }) => savedBy)).toEqual(['user/asha', 'user/asha']);
    expect(await new DynamoRegistryStore(store).written()).toEqual(new Map());
  });

  it('is new where there is none, and not made over one that is there', async () => {
    const made = await ask('PUT /agents/{id}', { path: { id: 'sales' }, body: next });
    expect(made).toMatchObject({ status: 201, body: { id: 'sales', former: [] } });
    expect(await ask('PUT /agents/{id}', { path: { id: 'sales' }, body: next })).toMatchObject({
      status: 428,
    });
    expect(await ask('GET /agents/{id}', { path: { id: 'nobody' } })).toMatchObject({ status: 404 });
  });

  it.each([
    ['every fault of its settings', { ...next, greeting: '', stt: 'sim' }, ['greeting', 'stt']],
    ['what the stack has no right to', { ...next, llm: 'openai/gpt-4.1-mini' }, ['llm']],
    ['a value that its numbers do not give', { ...next, greeting: '{{clinic}}' }, ['greeting']],
  ])('is refused with %s', async (_, body, paths) => {
    const { status, body: told } = await ask('PUT /agents/{id}', { path, body, ifMatch: '*' });
    expect(status).toBe(422);
    expect(told.faults.map((fault: { path: string }) => fault.path)).toEqual(paths);
  });
});

describe('a callee', () => {
  const consent = {
    ...{ id: 'web-1', kind: 'explicit', purposes: ['service'], channel: 'voice' },
    ...{ capturedAt: '2026-11-01T09:00:00+05:30', proof: 'web form' },
  };
  const putConsent = (body: object) => ask('PUT /consents/{number}', { ...at(CALLEE), body });
  const kept = async () => new DynamoConsents(registry()).list(await CALLEES.of(CALLEE));

  it('agrees, and takes it back for good', async () => {
    expect(await putConsent(consent)).toMatchObject({ status: 200, body: { id: 'web-1' } });
    expect(await kept()).toMatchObject([{ id: 'web-1', capturedAt: Date.parse('2026-11-01T03:30:00Z') }]);
    await putConsent({ ...consent, id: 'web-2' });
    const one = await ask('DELETE /consents/{number}', { ...at(CALLEE), query: { id: 'web-1' } });
    expect(one.body).toEqual({ revoked: ['web-1'] });
    expect((await ask('DELETE /consents/{number}', at(CALLEE))).body).toEqual({ revoked: ['web-2'] });
    expect((await ask('DELETE /consents/{number}', at(CALLEE))).body).toEqual({ revoked: [] });
    expect(await putConsent(consent)).toMatchObject({ status: 409, body: { error: 'revoked' } });
    const unknown = { ...at(CALLEE), query: { id: 'web-3' } };
    expect(await ask('DELETE /consents/{number}', unknown)).toMatchObject({ status: 422 });
  });

  it('does not agree in the future, nor without proof', async () => {
    expect((await putConsent({ ...consent, capturedAt: '2999-01-01T00:00:00Z' })).body.faults).toMatchObject([
      { path: 'capturedAt', message: expect.stringContaining('still to come') },
    ]);
    const faults = (await putConsent({ ...consent, proof: '', capturedAt: 1 })).body.faults;
    expect(faults.map(({ path }: { path: string }) => path)).toEqual(['proof', 'capturedAt']);
    expect(await kept()).toEqual([]);
  });

  it('opts out once, by whom is kept', async () => {
    const optOuts = new DynamoOptOuts(registry());
    const first = await ask('PUT /opt-outs/{number}', at(CALLEE));
    expect(first).toMatchObject({ status: 200, body: { via: 'operator', by: 'user/asha' } });
    expect(await ask('PUT /opt-outs/{number}', at(CALLEE))).toEqual(first);
    expect(await optOuts.find(await CALLEES.of(CALLEE))).toMatchObject(first.body);
  });

  it('is not told in a log, nor is a number', async () => {
    await putConsent(consent);
    await ask('PUT /opt-outs/{number}', at('12'));
    await put(NUMBER, { agent: 'reception' });
    await find('+1');
    expect(log.messages()).toHaveLength(4);
    expect(log.public).not.toMatch(/\d{7}/);
  });
});

it('tells nothing of what nobody foresaw, and logs it', async () => {
  await dynamo.close();
  dynamo.client.destroy();
  const { status, body } = await find();
  expect(status).toBe(500);
  expect(body).toMatchObject({ error: 'failed' });
  expect(log.messages('error')).toEqual(['request failed']);
  dynamo = await openDynamo(clock);
});
