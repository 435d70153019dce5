import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { bundle } from '../../../build/bundle';
import { verifyCallKey } from '../../../lambda/adapters/call-key';
import { DynamoLegStore } from '../../../lambda/adapters/dynamodb/leg-store';
import { itemsOfAgent, itemsOfNumber } from '../../../lambda/adapters/dynamodb/registry-keys';
import type { BridgeAnswer } from '../../../lambda/bridge/http';
import { openDynamo, type LocalDynamo } from '../../../local/aws/dynamodb';
import { WallClock } from '../../../local/clock';
import { anAgent } from '../../builders/agent';
import { aNumber, CALLER, NUMBER } from '../../builders/number';
import { FakeSecretsManager } from '../../fakes/secrets-manager';
import { addressOf, runBundle } from '../run-bundle';
import {
  CALL_KEY_SECRET,
  HOST,
  introducedByTwilio,
  TWILIO_CALL,
  TWILIO_TOKEN,
  twilioCall,
  twilioEvent,
  VOBIZ_CALL,
  VOBIZ_TOKEN,
  vobizCall,
  vobizEvent,
} from './bridge-desk';

const clock = new WallClock();
const folder = mkdtempSync(path.join(tmpdir(), 'byon-bridge-'));
let dynamo: LocalDynamo;
let secrets: FakeSecretsManager;

beforeAll(async () => {
  [dynamo, secrets] = await Promise.all([
    openDynamo(clock),
    FakeSecretsManager.open(),
    bundle(folder, ['bridge']),
  ]);
  for (const Item of [...itemsOfAgent(anAgent()), ...itemsOfNumber(aNumber())]) {
    await dynamo.client.send(new PutItemCommand({ TableName: dynamo.registryTable, Item }));
  }
  secrets.secrets.set('call-key', CALL_KEY_SECRET);
  secrets.secrets.set('twilio', JSON.stringify({ accountSid: 'AC1', authToken: TWILIO_TOKEN }));
  secrets.secrets.set('vobiz', JSON.stringify({ authId: 'MA_1', authToken: VOBIZ_TOKEN }));
});
afterAll(async () => {
  await Promise.all([dynamo.close(), secrets.close()]);
  rmSync(folder, { recursive: true });
});

const run = async (event: unknown) => {
  const { answer, log } = await runBundle(path.join(folder, 'bridge'), event, {
    AWS_ENDPOINT_URL_DYNAMODB: await addressOf(dynamo.client),
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    REGISTRY_TABLE: dynamo.registryTable,
    CALLS_TABLE: dynamo.callsTable,
    CALL_DAYS: '90',
    VOICE_CONNECTOR: HOST,
    ENCRYPTION: 'true',
    CALL_KEY_SECRET: 'call-key',
    CARRIERS: JSON.stringify({
      'main-line': {
        type: 'twilio',
        secretArn: 'twilio',
        admission: 'chime-number',
        chimeNumber: '+17035550100',
      },
      vobiz: { type: 'vobiz', secretArn: 'vobiz', admission: 'stand-in' },
    }),
  });
  return { answer: answer as BridgeAnswer, log };
};

it('answers both carriers as it is deployed: bundled, each request in a process of its own', async () => {
  const fromTwilio = (token?: string) => run(twilioEvent('voice', twilioCall(), token, 'main-line'));
  const twilio = await fromTwilio();
  expect(twilio.answer.body).toContain('<Dial answerOnBridge="true" callerId="+17035550100"');
  const call = { number: NUMBER, caller: CALLER, call: TWILIO_CALL };
  const key = introducedByTwilio(twilio.answer)['X-Byon-Key'];
  expect(verifyCallKey(key, call, clock.now(), CALL_KEY_SECRET)).toBe(true);
  expect((await fromTwilio()).answer).toEqual(twilio.answer);
  expect((await fromTwilio('forged')).answer.statusCode).toBe(403);

  const vobiz = await run(vobizEvent('voice', vobizCall(), '12345678901234567890'));
  expect(vobiz.answer.body).toContain(`<User sipHeaders="ByonDid=${NUMBER.slice(1)},`);
  const legs = new DynamoLegStore({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 1 });
  expect(await legs.find({ carrier: 'vobiz', call: VOBIZ_CALL })).toMatchObject({ number: NUMBER });

  expect(twilio.log).toContain('call bridged');
  const said = twilio.log + vobiz.log;
  for (const secret of [NUMBER.slice(1), CALLER.slice(1), TWILIO_TOKEN, VOBIZ_TOKEN, key!]) {
    expect(said).not.toContain(secret);
  }
});
