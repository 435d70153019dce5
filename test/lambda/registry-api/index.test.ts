import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { bundle } from '../../../build/bundle';
import { DynamoOptOuts } from '../../../lambda/adapters/dynamodb/opt-out-store';
import { DynamoScrubs } from '../../../lambda/adapters/dynamodb/scrub-store';
import { SecretCalleeHash } from '../../../lambda/adapters/secret-callee-hash';
import { openDynamo, type LocalDynamo } from '../../../local/aws/dynamodb';
import { openS3, type LocalS3 } from '../../../local/aws/s3';
import { WallClock } from '../../../local/clock';
import { FakeSecretsManager } from '../../fakes/secrets-manager';
import { addressOf, runBundle } from '../run-bundle';

const CALLEE = '+919876543210';
const SECRET = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:callees-AbCdEf';
const KEY = 'k'.repeat(64);
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
    bundle(folder, ['import-scrub', 'registry-api']),
  ]);
  secrets.secrets.set(SECRET, KEY);
  callee = await new SecretCalleeHash({ secret: async () => KEY }).of(CALLEE);
});
afterAll(async () => {
  await Promise.all([dynamo.close(), s3.close(), secrets.close()]);
  rmSync(folder, { recursive: true });
});

const run = async (name: string, event: unknown) =>
  runBundle(path.join(folder, name), event, {
    AWS_ENDPOINT_URL_DYNAMODB: await addressOf(dynamo.client),
    AWS_ENDPOINT_URL_S3: await addressOf(s3.client),
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    REGISTRY_TABLE: dynamo.registryTable,
    CALLEE_KEY_SECRET: SECRET,
    STACK_ID: 'arn:aws:cloudformation:us-east-1:111122223333:stack/Byon/1',
    DEPLOYMENT: 'Records',
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
