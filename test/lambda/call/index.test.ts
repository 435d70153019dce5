import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { bundle } from '../../../build/bundle';
import { DynamoCallStore } from '../../../lambda/adapters/dynamodb/call-store';
import { DynamoDialStore } from '../../../lambda/adapters/dynamodb/dial-store';
import { itemsOfAgent, itemsOfNumber } from '../../../lambda/adapters/dynamodb/registry-keys';
import { openDynamo, type LocalDynamo } from '../../../local/aws/dynamodb';
import { WallClock } from '../../../local/clock';
import { anAgent } from '../../builders/agent';
import { aDial, REFERENCE } from '../../builders/dial';
import { anIntroduction, headersOf } from '../../builders/introduction';
import { aNumber, CALLER, NUMBER } from '../../builders/number';
import { BUCKET, CALL_ID, newCall, recorded } from '../../builders/sma-event';
import { HttpServer } from '../../fakes/http-server';
import { FakeSecretsManager } from '../../fakes/secrets-manager';
import { addressOf, runBundle } from '../run-bundle';

const AGENT = anAgent({ limits: { fillerAfterSeconds: 1 } });
const clock = new WallClock();
const folder = mkdtempSync(path.join(tmpdir(), 'byon-call-'));
const KEYED_NUMBER = '+14155550100';
const SECRET_ARN = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:byon/call-keys';
const SECRET = '0123456789abcdef0123456789abcdef';
const jobs: { kind: string }[] = [];
let dynamo: LocalDynamo;
let lambda: HttpServer;
let secrets: FakeSecretsManager;

beforeAll(async () => {
  [dynamo, lambda, secrets] = await Promise.all([
    openDynamo(clock),
    HttpServer.open((_, body, response) => {
      jobs.push(JSON.parse(body.toString()) as { kind: string });
      response.writeHead(202).end();
    }),
    FakeSecretsManager.open(),
    bundle(folder, ['call']),
  ]);
  const keyed = aNumber({ number: KEYED_NUMBER, carrier: 'twilio' });
  for (const Item of [...itemsOfAgent(AGENT), ...[aNumber(), keyed].flatMap(itemsOfNumber)]) {
    await dynamo.client.send(new PutItemCommand({ TableName: dynamo.registryTable, Item }));
  }
});
afterAll(async () => {
  await Promise.all([dynamo.close(), lambda.close(), secrets.close()]);
  rmSync(folder, { recursive: true });
});

const run = async (event: unknown, more: Record<string, string> = {}) =>
  runBundle(path.join(folder, 'call'), event, {
    AWS_ENDPOINT_URL_DYNAMODB: await addressOf(dynamo.client),
    AWS_ENDPOINT_URL_LAMBDA: lambda.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    REGISTRY_TABLE: dynamo.registryTable,
    CALLS_TABLE: dynamo.callsTable,
    AUDIO_BUCKET: BUCKET,
    TURN_FUNCTION: 'turn',
    WRAP_UP_FUNCTION: 'wrap-up',
    CALL_DAYS: '90',
    ...more,
  });

it('takes a call as it is deployed: bundled, each event in a process of its own', async () => {
  const arrival = await run(newCall());
  expect(arrival.answer).toMatchObject({ Actions: [{ Type: 'Speak' }, { Type: 'RecordAudio' }] });
  const again = await run(newCall());
  expect(again.answer).toEqual(arrival.answer);
  const heard = await run(recorded(2));
  expect(heard.answer).toMatchObject({
    Actions: [{ Type: 'Speak', Parameters: { Text: 'One moment, please.' } }],
  });

  expect(jobs.map(({ kind }) => kind)).toEqual(['warm', 'render', 'reply']);
  const store = new DynamoCallStore({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 1 });
  expect(await store.findCall(CALL_ID)).toMatchObject({ number: NUMBER, agent: { id: AGENT.id } });
  expect(arrival.log).toContain('call admitted');
  for (const number of [NUMBER, CALLER]) expect(arrival.log + heard.log).not.toContain(number.slice(1));
});

describe('with carriers that bring keys', () => {
  const KEYS = { CALL_KEY_SECRET: SECRET_ARN, KEYED_CARRIERS: 'twilio,vobiz', HOME_COUNTRIES: 'IN,US' };
  const store = () =>
    new DynamoCallStore({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 1 });
  const introduced = (changes: object = {}) =>
    anIntroduction(SECRET, Date.now() + 60_000, { number: KEYED_NUMBER, ...changes });
  const callOf = (TransactionId: string, SipHeaders: Record<string, string>) =>
    newCall({ SipHeaders }, { TransactionId });

  beforeAll(() => secrets.secrets.set(SECRET_ARN, SECRET));

  it('takes a call with the right key, and a call that was dialled, but no other', async () => {
    const dials = new DynamoDialStore({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 1 });
    await dials.open(aDial(Date.now(), { number: KEYED_NUMBER }));
    const ours = { call: REFERENCE, reference: REFERENCE };
    const [genuine, dialled, forged] = await Promise.all([
      run(callOf('genuine', headersOf(introduced())), KEYS),
      run(callOf('dialled', headersOf(introduced(ours))), KEYS),
      run(callOf('forged', headersOf({ ...introduced(), key: 'ab'.repeat(36) })), KEYS),
    ]);
    const greeted = { Actions: [{ Type: 'Speak' }, { Type: 'RecordAudio' }] };
    expect([genuine.answer, dialled.answer]).toMatchObject([greeted, greeted]);
    expect(forged.answer).toMatchObject({ Actions: [{ Type: 'Speak' }, { Type: 'Hangup' }] });
    expect(await store().findCall('genuine')).toMatchObject({ carrier: 'twilio', direction: 'inbound' });
    expect(await store().findCall('dialled')).toMatchObject({ direction: 'outbound', dial: REFERENCE });
    expect(await store().findCall('forged')).toMatchObject({ outcome: 'unproven' });
    for (const { log } of [genuine, dialled, forged]) {
      for (const number of [KEYED_NUMBER, CALLER]) expect(log).not.toContain(number.slice(1));
      expect(log).not.toContain(SECRET);
    }
  });

  it('apologises where the secret is not there', async () => {
    const { answer } = await run(callOf('lost', headersOf(introduced())), {
      ...KEYS,
      CALL_KEY_SECRET: `${SECRET_ARN}-gone`,
    });
    expect(answer).toMatchObject({ Actions: [{ Type: 'Speak' }, { Type: 'Hangup' }] });
    expect(await store().findCall('lost')).toMatchObject({ outcome: 'failed' });
  });

  it('reads numbers without country code as the countries have it', async () => {
    await run(newCall({ To: '08041234567' }, { TransactionId: 'national' }), KEYS);
    expect(await store().findCall('national')).toMatchObject({ number: NUMBER });
  });

  it.each([
    [{ KEYED_CARRIERS: 'twilio' }, 'there are KEYED_CARRIERS'],
    [{ HOME_COUNTRIES: 'India' }, 'must be a country'],
    [{ DIALS_WITHOUT_REFERENCE: 'yes' }, 'DIALS_WITHOUT_REFERENCE'],
  ])('does not start with %j', async (env, message) => {
    await expect(run(newCall(), env)).rejects.toThrow(message);
  });
});
