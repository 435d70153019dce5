import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { bundle } from '../../../build/bundle';
import { DynamoCallbacks } from '../../../lambda/adapters/dynamodb/callback-store';
import { DynamoConsents } from '../../../lambda/adapters/dynamodb/consent-store';
import { DynamoOptOuts } from '../../../lambda/adapters/dynamodb/opt-out-store';
import { itemsOfNumber } from '../../../lambda/adapters/dynamodb/registry-keys';
import { DynamoScrubs } from '../../../lambda/adapters/dynamodb/scrub-store';
import { SecretCalleeHash } from '../../../lambda/adapters/secret-callee-hash';
import { openDynamo, type LocalDynamo } from '../../../local/aws/dynamodb';
import { openS3, type LocalS3 } from '../../../local/aws/s3';
import { WallClock } from '../../../local/clock';
import { aCallback } from '../../builders/callback';
import { aDltRecord } from '../../builders/dial-facts';
import { aNumber } from '../../builders/number';
import { FakeEventBridge } from '../../fakes/event-bridge';
import { FakeLambda } from '../../fakes/lambda-functions';
import { FakeSecretsManager } from '../../fakes/secrets-manager';
import { addressOf, runBundle } from '../run-bundle';

const CALLEE = '+919876543210';
const SECRET = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:callees-AbCdEf';
const KEY = 'k'.repeat(64);
/** Whatever the day of the test is. */
const ENDED = aDltRecord({
  principalEntity: { ...aDltRecord().principalEntity!, validUntil: '2020-01-01' },
  telemarketer: undefined,
});
const clock = new WallClock();
const folder = mkdtempSync(path.join(tmpdir(), 'byon-feeds-'));
let dynamo: LocalDynamo;
let s3: LocalS3;
let secrets: FakeSecretsManager;
let callee: string;

beforeAll(async () => {
  [dynamo, s3, secrets] = await Promise.all([
    openDynamo(clock),
    openS3(clock),
    FakeSecretsManager.open(),
    bundle(folder, ['dial-callbacks', 'import-scrub', 'registry-api', 'tell-expiries']),
  ]);
  secrets.secrets.set(SECRET, KEY);
  callee = await new SecretCalleeHash({ secret: async () => KEY }).of(CALLEE);
});
afterAll(async () => {
  await Promise.all([dynamo.close(), s3.close(), secrets.close()]);
  rmSync(folder, { recursive: true });
});

const run = async (name: string, event: unknown, env: Record<string, string> = {}) =>
  runBundle(path.join(folder, name), event, {
    AWS_ENDPOINT_URL_DYNAMODB: await addressOf(dynamo.client),
    AWS_ENDPOINT_URL_S3: await addressOf(s3.client),
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    REGISTRY_TABLE: dynamo.registryTable,
    CALLEE_KEY_SECRET: SECRET,
    STACK_ID: 'arn:aws:cloudformation:us-east-1:111122223333:stack/Byon/1',
    DEPLOYMENT: 'Records',
    ...env,
  });
const registry = () => ({ client: dynamo.client, table: dynamo.registryTable });

it('notes an opt-out as it is deployed, and logs no number', async () => {
  const { answer, log } = await run('registry-api', {
    routeKey: 'PUT /opt-outs/{number}',
    pathParameters: { number: CALLEE },
    requestContext: { authorizer: { iam: { userArn: 'arn:aws:iam::111122223333:user/asha' } } },
  });
  expect(answer).toMatchObject({ statusCode: 200 });
  expect(await new DynamoOptOuts(registry()).find(callee)).toMatchObject({ by: 'user/asha' });
  expect(log).toContain('PUT /opt-outs/{number}');
  expect(log).not.toContain('98765');
});

it('tells what ends as it is deployed, and logs no number', async () => {
  const number = aNumber({ number: '+911401234567', dlt: ENDED });
  for (const Item of itemsOfNumber(number)) {
    await dynamo.client.send(new PutItemCommand({ TableName: dynamo.registryTable, Item }));
  }
  const bus = await FakeEventBridge.open();
  try {
    const REGISTRY_TABLE_ARN = 'arn:aws:dynamodb:us-east-1:111122223333:table/registry';
    const env = { AWS_ENDPOINT_URL_EVENTBRIDGE: bus.url, REGISTRY_TABLE_ARN };
    const { log } = await run('tell-expiries', {}, env);
    expect(bus.events).toMatchObject([{ detailType: 'DLT Expiring', resources: [REGISTRY_TABLE_ARN] }]);
    expect(log).toContain('"told":1');
    expect(log).not.toContain('14012');
  } finally {
    await bus.close();
  }
});

it('has a caller called back as it is deployed, and logs no number', async () => {
  const lambda = await FakeLambda.open();
  lambda.functions.set('dial', () => ({ status: 201, body: {} }));
  // The registry has an index as the calls table has where callbacks are dialled.
  const calls = { client: dynamo.client, table: dynamo.registryTable, ttlDays: 30 };
  const at = clock.now() - 60_000;
  const record = aCallback({ number: CALLEE, at, nextAt: at });
  await new DynamoCallbacks(calls).save(record);
  try {
    const { log } = await run(
      'dial-callbacks',
      {},
      {
        ...{ AWS_ENDPOINT_URL_LAMBDA: lambda.url, CALLS_TABLE: dynamo.registryTable, CALL_DAYS: '30' },
        ...{ STACK: 'Byon', DIAL_FUNCTION: 'dial' },
      },
    );
    const request = { to: CALLEE, from: record.companyNumber, idempotencyKey: 'callback/call-1/1' };
    expect(lambda.invocations).toMatchObject([{ event: { action: 'dial', request } }]);
    expect(await new DynamoCallbacks(calls).find(record)).toMatchObject({ status: 'dialling' });
    expect(await new DynamoConsents(registry()).list(callee)).toMatchObject([{ id: 'callback.call-1' }]);
    expect(log).toContain('a callback is dialled');
    expect(log).not.toContain('98765');
  } finally {
    await lambda.close();
  }
});

it('imports scrubs as it is deployed, and logs no number', async () => {
  const Key = 'scrubs/2026-11-20T0915+0530.csv';
  const Body = `number,preference\n${CALLEE},full`;
  await s3.client.send(new PutObjectCommand({ Bucket: s3.bucket, Key, Body }));
  const { log } = await run('import-scrub', {
    detail: { bucket: { name: s3.bucket }, object: { key: Key } },
  });
  expect(await new DynamoScrubs(registry()).find(callee)).toMatchObject({ preference: 'fully-blocked' });
  expect(log).toContain('"written":1');
  expect(log).not.toContain('98765');
});
