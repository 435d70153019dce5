import { PutObjectCommand } from '@aws-sdk/client-s3';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { bundle } from '../../../build/bundle';
import { agentRecord } from '../../../lambda/adapters/agent-record';
import { agentSettingsOf } from '../../builders/agent';
import { aNumber, NUMBER } from '../../builders/number';
import { HttpServer } from '../../fakes/http-server';
import { addressOf } from '../run-bundle';
import { RegistryDesk, STACK_ID } from './registry-desk';

const folder = mkdtempSync(path.join(tmpdir(), 'byon-registry-'));
const answers: unknown[] = [];
let desk: RegistryDesk;
let cloudFormation: HttpServer;

beforeAll(async () => {
  cloudFormation = await HttpServer.open((_, body, response) => {
    answers.push(JSON.parse(body.toString()));
    response.end();
  });
  desk = await RegistryDesk.open();
  await bundle(folder, ['provision-registry']);
});
afterAll(async () => {
  await Promise.all([desk.close(), cloudFormation.close()]);
  rmSync(folder, { recursive: true });
});

const SCRIPT = `
  const context = { getRemainingTimeInMillis: () => 60000 };
  require(process.argv[1]).handler(JSON.parse(process.argv[2]), context);
`;

it('brings records to the table as it is deployed: bundled, asked by CloudFormation', async () => {
  const agent = agentRecord('reception', agentSettingsOf());
  const Body = JSON.stringify({ agents: [agent], numbers: [aNumber()] });
  await desk.s3.client.send(new PutObjectCommand({ Bucket: desk.s3.bucket, Key: 'r.json', Body }));
  const event = {
    RequestType: 'Create',
    ResponseURL: `${cloudFormation.url}/answer`,
    RequestId: 'request-1',
    StackId: STACK_ID,
    LogicalResourceId: 'Records',
    ResourceType: 'Custom::ByonRegistryRecords',
    ResourceProperties: {
      ServiceToken: 'arn:aws:lambda:us-east-1:111122223333:function:f',
      Table: desk.dynamo.registryTable,
      Bucket: desk.s3.bucket,
      Key: 'r.json',
    },
  };
  const bundled = path.join(folder, 'provision-registry', 'index.js');
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: await addressOf(desk.dynamo.client),
    AWS_ENDPOINT_URL_S3: await addressOf(desk.s3.client),
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['-e', SCRIPT, bundled, JSON.stringify(event)],
    { env },
  );
  expect(answers).toEqual([
    expect.objectContaining({
      Status: 'SUCCESS',
      PhysicalResourceId: `${desk.dynamo.registryTable}/Byon/Records`,
      Data: expect.objectContaining({ Summary: '1 number added, 1 agent added' }),
    }),
  ]);
  expect(await desk.directory.findNumber(NUMBER)).toEqual(aNumber());
  expect(stdout).toContain('1 number added');
  expect(stdout).not.toContain('80412');
});
