import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { bundle } from '../../../build/bundle';
import { RESOURCES } from '../../../lambda/provision-carrier/properties';
import { connectDynamo, serveDynamo } from '../../../local/aws/dynamodb';
import { connectS3, serveS3 } from '../../../local/aws/s3';
import { WallClock } from '../../../local/clock';
import { HttpServer } from '../../fakes/http-server';
import { FakeSecretsManager } from '../../fakes/secrets-manager';
import { SECRET_ARN } from './carrier-life';

const SCRIPT = `
  const { handler } = require(process.argv[1]);
  (async () => {
    for (const event of JSON.parse(process.argv[2])) await handler(event, { getRemainingTimeInMillis: () => 60000 });
  })();
`;

/** No credentials, so that nothing of it asks a carrier. */
test('the bundle has every resource, reads list and secret, and answers in words, within 900 kB', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'byon-provision-'));
  const [dynamoServer, s3Server, secrets] = await Promise.all([
    serveDynamo(),
    serveS3(),
    FakeSecretsManager.open(),
  ]);
  const dynamo = await connectDynamo(dynamoServer.port, new WallClock());
  const s3 = await connectS3(s3Server.port, new WallClock());
  await s3.client.send(new PutObjectCommand({ Bucket: s3.bucket, Key: 'numbers.json', Body: '[]' }));
  secrets.secrets.set(SECRET_ARN, null);
  const answers: Record<string, unknown>[] = [];
  const cloudFormation = await HttpServer.open((_, body, response) => {
    answers.push(JSON.parse(body.toString()) as Record<string, unknown>);
    response.end();
  });
  const event = (ResourceType: string, RequestType: string, ResourceProperties: object) => ({
    RequestType,
    ResponseURL: `${cloudFormation.url}/answer`,
    RequestId: 'request-1',
    StackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/Byon/1',
    LogicalResourceId: 'Thing',
    PhysicalResourceId: 'NothingMade',
    ResourceType,
    ResourceProperties,
  });
  const numbers = {
    CarrierId: 'main',
    SecretArn: SECRET_ARN,
    Table: dynamo.registryTable,
    Bucket: s3.bucket,
    Key: 'numbers.json',
    Target: { Type: 'twilio-trunk', TrunkSid: `TK${'1'.repeat(32)}` },
  };
  try {
    const sizes = await bundle(folder, ['provision-carrier']);
    expect(sizes['provision-carrier']).toBeLessThan(900 * 1024);

    const events = [
      ...Object.keys(RESOURCES).map((type) => event(type, 'Create', {})),
      event('Custom::ByonCarrierNumbers', 'Create', numbers),
      event('Custom::ByonCarrierNumbers', 'Delete', numbers),
    ];
    const script = path.join(folder, 'provision-carrier', 'index.js');
    await promisify(execFile)(process.execPath, ['-e', SCRIPT, script, JSON.stringify(events)], {
      env: {
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${dynamoServer.port}`,
        AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${s3Server.port}`,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
      },
    });

    const [created, deleted] = answers.slice(-2);
    for (const [i, type] of Object.keys(RESOURCES).entries()) {
      expect(answers[i]?.['Reason']).toContain(`${type} Thing has`);
    }
    expect(created).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'NothingMade' });
    expect(created?.['Reason']).toContain(`the secret ${SECRET_ARN} is not there or holds nothing`);
    expect(deleted).toMatchObject({ Status: 'SUCCESS' });
  } finally {
    rmSync(folder, { recursive: true });
    await Promise.all([dynamo.close(), s3.close(), secrets.close(), cloudFormation.close()]);
    await Promise.all([dynamoServer.close(), s3Server.close()]);
  }
}, 120_000);
