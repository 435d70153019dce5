import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { loadScenario } from '../../local/scenario/load-scenario';
import { runScenario } from '../../local/scenario/run-scenario';

const ROOT = path.join(__dirname, '../..');
const FOLDER = path.join(ROOT, 'local/scenarios');

const files = readdirSync(FOLDER);

it('ten scenarios and more are shipped', () => {
  expect(files.length).toBeGreaterThanOrEqual(10);
});

it.each(files)('%s holds', async (file) => {
  const loaded = loadScenario(path.join(FOLDER, file), path.join(ROOT, 'byon.config.yaml'));
  // The tests of the demo hear its calls in words; that takes seconds and tells nothing more of the call.
  const { failures } = await runScenario({ ...loaded, scenario: { ...loaded.scenario, words: false } });
  expect(failures).toEqual([]);
});
