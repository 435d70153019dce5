import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { bundle } from '../../../build/bundle';
import { DynamoCallStore } from '../../../lambda/adapters/dynamodb/call-store';
import { itemsOfAgent } from '../../../lambda/adapters/dynamodb/registry-keys';
import { newConversation } from '../../../lambda/core/conversation/state';
import { openDynamo, type LocalDynamo } from '../../../local/aws/dynamodb';
import { WallClock } from '../../../local/clock';
import { anAgent } from '../../builders/agent';
import { aTurn } from '../../builders/turn';
import { FakeEventBridge } from '../../fakes/event-bridge';
import { FakeOpenAi } from '../../fakes/openai';
import { FakeSecretsManager } from '../../fakes/secrets-manager';
import { addressOf, runBundle } from '../run-bundle';

const AGENT = anAgent({
  ...{ stt: 'openai/whisper-1', llm: 'openai/gpt-4.1-mini', tts: 'openai/tts-1' },
  afterCall: { transcript: true },
});
const SECRET = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:openai-AbCdEf';
const TABLE_ARN = 'arn:aws:dynamodb:us-east-1:111122223333:table/calls';
const CALLER = '+919876543210';
const clock = new WallClock();
const folder = mkdtempSync(path.join(tmpdir(), 'byon-wrap-up-'));
let dynamo: LocalDynamo;
let secrets: FakeSecretsManager;
let openAi: FakeOpenAi;
let eventBridge: FakeEventBridge;

beforeAll(async () => {
  [dynamo, secrets, openAi, eventBridge] = await Promise.all([
    openDynamo(clock),
    FakeSecretsManager.open(),
    FakeOpenAi.open(),
    FakeEventBridge.open(),
    bundle(folder, ['wrap-up']),
  ]);
  for (const Item of itemsOfAgent(AGENT)) {
    await dynamo.client.send(new PutItemCommand({ TableName: dynamo.registryTable, Item }));
  }
  secrets.secrets.set(SECRET, '{"apiKey": "sk-good"}');
}, 90_000);
afterAll(async () => {
  await Promise.all([dynamo.close(), secrets.close(), openAi.close(), eventBridge.close()]);
  rmSync(folder, { recursive: true });
});

it('wraps a call up as it is deployed: bundled, with its key from Secrets Manager', async () => {
  const store = new DynamoCallStore({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 1 });
  const [startedAt, endedAt] = [1_000_000, 1_060_000];
  await store.saveCall({ callId: 'call-1', startedAt, endedAt, outcome: 'caller-hung-up', caller: CALLER });
  const conversation = { ...newConversation(startedAt), phase: 'ended' as const };
  await store.commit('call-1', { version: 1, conversation, answers: [] });
  await store.saveTurn(aTurn({ status: 'replied', heard: 'What are your hours?' }));
  openAi.reply = ['{"summary": "The caller ', 'asked for the hours."}'];

  const { log } = await runBundle(
    path.join(folder, 'wrap-up'),
    { callId: 'call-1', agent: { id: AGENT.id, version: AGENT.version } },
    {
      AWS_ENDPOINT_URL_DYNAMODB: await addressOf(dynamo.client),
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
      AWS_ENDPOINT_URL_EVENTBRIDGE: eventBridge.url,
      REGISTRY_TABLE: dynamo.registryTable,
      CALLS_TABLE: dynamo.callsTable,
      CALLS_TABLE_ARN: TABLE_ARN,
      CALL_DAYS: '90',
      PROVIDERS: JSON.stringify({ openai: { secretArn: SECRET, baseUrl: openAi.baseUrl } }),
    },
  );
  const summary = 'The caller asked for the hours.';
  expect(eventBridge.events).toEqual([
    expect.objectContaining({
      resources: [TABLE_ARN],
      detail: expect.objectContaining({ id: 'call-1', summary, caller: CALLER }) as unknown,
    }),
  ]);
  expect(await store.findCall('call-1')).toMatchObject({
    summary,
    wrappedUpAt: expect.any(Number) as unknown,
  });
  expect(log).toContain('a call is wrapped up');
  expect(log).not.toMatch(/sk-good|hours|98765/);
});
