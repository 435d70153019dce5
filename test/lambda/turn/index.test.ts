import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { bundle } from '../../../build/bundle';
import { DynamoCallStore } from '../../../lambda/adapters/dynamodb/call-store';
import { itemsOfAgent } from '../../../lambda/adapters/dynamodb/registry-keys';
import { S3AudioStore } from '../../../lambda/adapters/s3-audio-store';
import { durationOfLineWav } from '../../../lambda/core/speech/wav';
import { openDynamo, type LocalDynamo } from '../../../local/aws/dynamodb';
import { openS3, type LocalS3 } from '../../../local/aws/s3';
import { WallClock } from '../../../local/clock';
import { anAgent } from '../../builders/agent';
import { aReplyJob, RECORDING, SPEECH } from '../../builders/turn-worker';
import { FakeOpenAi } from '../../fakes/openai';
import { FakeSecretsManager } from '../../fakes/secrets-manager';
import { addressOf, runBundle } from '../run-bundle';

const AGENT = anAgent({ stt: 'openai/whisper-1', llm: 'openai/gpt-4.1-mini', tts: 'openai/tts-1' });
const SECRET = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:openai-AbCdEf';
const clock = new WallClock();
const folder = mkdtempSync(path.join(tmpdir(), 'byon-turn-'));
let dynamo: LocalDynamo;
let s3: LocalS3;
let secrets: FakeSecretsManager;
let openAi: FakeOpenAi;

beforeAll(async () => {
  [dynamo, s3, secrets, openAi] = await Promise.all([
    openDynamo(clock),
    openS3(clock),
    FakeSecretsManager.open(),
    FakeOpenAi.open(),
    bundle(folder, ['turn']),
  ]);
  for (const Item of itemsOfAgent(AGENT)) {
    await dynamo.client.send(new PutItemCommand({ TableName: dynamo.registryTable, Item }));
  }
  await s3.client.send(new PutObjectCommand({ Bucket: s3.bucket, Key: RECORDING, Body: SPEECH }));
  secrets.secrets.set(SECRET, '{"apiKey": "sk-good"}');
});
afterAll(async () => {
  await Promise.all([dynamo.close(), s3.close(), secrets.close(), openAi.close()]);
  rmSync(folder, { recursive: true });
});

const run = async (event: unknown) =>
  runBundle(path.join(folder, 'turn'), event, {
    AWS_ENDPOINT_URL_DYNAMODB: await addressOf(dynamo.client),
    AWS_ENDPOINT_URL_S3: await addressOf(s3.client),
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    REGISTRY_TABLE: dynamo.registryTable,
    CALLS_TABLE: dynamo.callsTable,
    AUDIO_BUCKET: s3.bucket,
    CALL_DAYS: '90',
    PROVIDERS: JSON.stringify({ openai: { secretArn: SECRET, baseUrl: openAi.baseUrl } }),
  });

it('makes a reply as it is deployed: bundled, with its key from Secrets Manager', async () => {
  const { log } = await run(aReplyJob());
  const store = new DynamoCallStore({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 1 });
  expect(await store.findTurn('call-1', 1)).toMatchObject({
    status: 'replied',
    heard: 'What are your hours?',
    parts: [{ key: 'calls/call-1/turn-0001/part-01.wav', text: 'We open at nine.', durationMs: 160 }],
    next: { type: 'listen' },
  });
  const wav = await new S3AudioStore(s3).read('calls/call-1/turn-0001/part-01.wav');
  expect(durationOfLineWav(wav)).toBe(160);
  expect(log).toContain('a turn is done');
  expect(log).not.toMatch(/sk-good|your hours|at nine/);
});

it('asks Secrets Manager again where it hangs, while the caller waits', async () => {
  secrets.hanging = 1;
  await run(aReplyJob({ callId: 'call-2' }));
  const store = new DynamoCallStore({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 1 });
  expect(await store.findTurn('call-2', 1)).toMatchObject({ status: 'replied', next: { type: 'listen' } });
});
