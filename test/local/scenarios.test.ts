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
  const { failures } = await runScenario(
    loadScenario(path.join(FOLDER, file), path.join(ROOT, 'byon.config.yaml')),
  );
  expect(failures).toEqual([]);
});
