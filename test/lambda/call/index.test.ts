import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { bundle } from '../../../build/bundle';
import { DynamoCallStore } from '../../../lambda/adapters/dynamodb/call-store';
import { itemsOfAgent, itemsOfNumber } from '../../../lambda/adapters/dynamodb/registry-keys';
import { openDynamo, type LocalDynamo } from '../../../local/aws/dynamodb';
import { WallClock } from '../../../local/clock';
import { anAgent } from '../../builders/agent';
import { aNumber, CALLER, NUMBER } from '../../builders/number';
import { BUCKET, CALL_ID, newCall, recorded } from '../../builders/sma-event';
import { HttpServer } from '../../fakes/http-server';
import { addressOf, runBundle } from '../run-bundle';

const AGENT = anAgent({ limits: { fillerAfterSeconds: 1 } });
const clock = new WallClock();
const folder = mkdtempSync(path.join(tmpdir(), 'byon-call-'));
const jobs: { kind: string }[] = [];
let dynamo: LocalDynamo;
let lambda: HttpServer;

beforeAll(async () => {
  [dynamo, lambda] = await Promise.all([
    openDynamo(clock),
    HttpServer.open((_, body, response) => {
      jobs.push(JSON.parse(body.toString()) as { kind: string });
      response.writeHead(202).end();
    }),
    bundle(folder),
  ]);
  for (const Item of [...itemsOfAgent(AGENT), ...itemsOfNumber(aNumber())]) {
    await dynamo.client.send(new PutItemCommand({ TableName: dynamo.registryTable, Item }));
  }
});
afterAll(async () => {
  await Promise.all([dynamo.close(), lambda.close()]);
  rmSync(folder, { recursive: true });
});

const run = async (event: unknown) =>
  runBundle(path.join(folder, 'call'), event, {
    AWS_ENDPOINT_URL_DYNAMODB: await addressOf(dynamo.client),
    AWS_ENDPOINT_URL_LAMBDA: lambda.url,
    REGISTRY_TABLE: dynamo.registryTable,
    CALLS_TABLE: dynamo.callsTable,
    AUDIO_BUCKET: BUCKET,
    TURN_FUNCTION: 'turn',
    CALL_DAYS: '90',
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

  expect(jobs.map(({ kind }) => kind)).toEqual(['render', 'reply']);
  const store = new DynamoCallStore({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 1 });
  expect(await store.findCall(CALL_ID)).toMatchObject({ number: NUMBER, agent: { id: AGENT.id } });
  expect(arrival.log).toContain('call admitted');
  for (const number of [NUMBER, CALLER]) expect(arrival.log + heard.log).not.toContain(number.slice(1));
});
