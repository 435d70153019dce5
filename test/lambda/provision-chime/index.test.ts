import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { bundle } from '../../../build/bundle';
import { startChime } from '../../fakes/chime';
import { HttpServer } from '../../fakes/http-server';

const SCRIPT = `
  require(process.argv[1]).handler(JSON.parse(process.argv[2]), { getRemainingTimeInMillis: () => 60000 });
`;

test('the bundle makes a Voice Connector in its region and answers, within 600 kB', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'byon-provision-'));
  const chime = await startChime();
  const answers: Record<string, unknown>[] = [];
  const cloudFormation = await HttpServer.open((_, body, response) => {
    answers.push(JSON.parse(body.toString()) as Record<string, unknown>);
    response.end();
  });
  const event = {
    RequestType: 'Create',
    ResponseURL: `${cloudFormation.url}/answer`,
    RequestId: 'request-1',
    StackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/Byon/1',
    LogicalResourceId: 'Connector',
    ResourceType: 'Custom::ByonVoiceConnector',
    ResourceProperties: { Name: 'byon', RequireEncryption: 'true', NetworkType: 'IPV4_ONLY' },
  };
  try {
    const sizes = await bundle(folder, ['provision-chime']);
    expect(sizes['provision-chime']).toBeLessThan(600 * 1024);

    const script = ['-e', SCRIPT, path.join(folder, 'provision-chime', 'index.js'), JSON.stringify(event)];
    await promisify(execFile)(process.execPath, script, {
      env: {
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_ENDPOINT_URL_CHIME_SDK_VOICE: chime.url,
      },
    });

    const [id] = chime.holdings().connectors;
    expect(answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: id }]);
    expect(chime.snapshot().connectors).toMatchObject([
      { AwsRegion: 'eu-central-1', RequireEncryption: true },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
    await Promise.all([chime.close(), cloudFormation.close()]);
  }
});
