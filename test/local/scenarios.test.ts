import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { serveDynamo } from '../../local/aws/dynamodb';
import { serveS3 } from '../../local/aws/s3';
import type { LocalPorts } from '../../local/handlers';
import { loadScenario } from '../../local/scenario/load-scenario';
import { runScenario } from '../../local/scenario/run-scenario';

const ROOT = path.join(__dirname, '../..');
const FOLDER = path.join(ROOT, 'local/scenarios');

const files = readdirSync(FOLDER);

it('sixty scenarios and more are shipped', () => {
  expect(files.length).toBeGreaterThanOrEqual(60);
});

it.each(files)('%s holds', async (file) => {
  expect(await failuresOf(file)).toEqual([]);
});

/** Between them these use every store and every kind of object. */
const SERVED = [
  'booking-is-remembered.yaml',
  'callback-outside-hours.yaml',
  'card-number-stays-private.yaml',
  'knowledge.yaml',
  'opt-out.yaml',
  'outbound.yaml',
  'recorded-by-key.yaml',
  'wrap-up.yaml',
];

it.each(SERVED)('%s holds over HTTP, on servers of DynamoDB and S3, too', async (file) => {
  const servers = await Promise.all([serveDynamo(), serveS3()]);
  try {
    const [dynamo, s3] = servers;
    expect(await failuresOf(file, { dynamo: dynamo.port, s3: s3.port })).toEqual([]);
  } finally {
    await Promise.all(servers.map(({ close }) => close()));
  }
});

async function failuresOf(file: string, services?: LocalPorts): Promise<string[]> {
  const loaded = loadScenario(path.join(FOLDER, file), path.join(ROOT, 'byon.config.yaml'));
  // The tests of the demo hear its calls in words; that takes seconds and tells nothing more of the call.
  const murmured = { ...loaded, scenario: { ...loaded.scenario, words: false } };
  return (await runScenario(murmured, services)).failures;
}
