import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'byon-bundles-'));
  const script = `require('./build/bundle').bundle(${JSON.stringify(folder)})`;
  execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', script], { cwd: ROOT });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('bundles the call handler into 1 MB at most', () => {
  expect(statSync(path.join(folder, 'call/index.js')).size).toBeLessThanOrEqual(1_000_000);
});

it.each([
  ['call', { TURN_FUNCTION: 'turn' }],
  ['turn', { PROVIDERS: '{}' }],
])('%s loads from its bundle alone and exports a handler', (name, own) => {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--eval', "console.log(typeof require('./index.js').handler)"],
    {
      cwd: path.join(folder, name),
      encoding: 'utf8',
      env: {
        AWS_REGION: 'us-east-1',
        REGISTRY_TABLE: 'registry',
        CALLS_TABLE: 'calls',
        AUDIO_BUCKET: 'audio',
        CALL_DAYS: '90',
        ...own,
      },
    },
  );
  expect({ status, stdout: stdout.trim() }).toEqual({ status: 0, stdout: 'function' });
});

it.each(['call', 'turn'])('%s holds nothing of the laptop runtime', (name) => {
  const { inputs } = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as {
    inputs: object;
  };
  const foreign = Object.keys(inputs).filter((file) =>
    /^(local|lib|test)\/|node_modules\/(text2wav|dynalite|fauxqs|aws-cdk-lib)\//.test(file),
  );
  expect(Object.keys(inputs)).toContain(`lambda/${name}/index.ts`);
  expect(foreign).toEqual([]);
});
