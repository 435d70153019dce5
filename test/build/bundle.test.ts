import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { bundleChanged } from '../../build/bundle';

const ROOT = path.join(__dirname, '../..');
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  REGISTRY_TABLE: 'registry',
  CALLS_TABLE: 'calls',
  AUDIO_BUCKET: 'audio',
  CALL_DAYS: '90',
};
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'byon-bundles-'));
  const names = JSON.stringify(['call', 'turn', 'wrap-up']);
  const script = `require('./build/bundle').bundle(${JSON.stringify(folder)}, ${names})`;
  execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', script], { cwd: ROOT });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('bundles the call handler into 1 MB at most', () => {
  const files = readdirSync(path.join(folder, 'call'), { recursive: true, encoding: 'utf8' });
  const sizes = files.map((file) => statSync(path.join(folder, 'call', file)).size);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(1_000_000);
});

it('has nothing in it that only a browser or a reader of other languages needs', () => {
  const { outputs } = JSON.parse(readFileSync(path.join(folder, 'turn.json'), 'utf8')) as {
    outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
  };
  const parts = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const needless = parts.filter(([file, { bytesInOutput }]) => {
    return bytesInOutput > 100 && /bowser|zod.*locales.(?!en\.)/.test(file);
  });
  expect(parts.length).toBeGreaterThan(500);
  expect(needless).toEqual([]);
});

describe('the AI SDK', () => {
  const parts = () => readdirSync(path.join(folder, 'turn'), { recursive: true, encoding: 'utf8' });
  const loadedBy = (file: string) => {
    const script = `require(${JSON.stringify(file)}); console.log(JSON.stringify(Object.keys(require.cache)))`;
    const found = execFileSync(process.execPath, ['--no-warnings', '--eval', script], {
      cwd: path.join(folder, 'turn'),
      encoding: 'utf8',
      env: { ...ENVIRONMENT, PROVIDERS: '{}' },
    });
    const files = (JSON.parse(found) as string[]).map((file) => file.split(`${path.sep}turn${path.sep}`)[1]!);
    return files.filter((file) => file.startsWith('packages'));
  };

  it('is not loaded with the turn worker', () => {
    expect(loadedBy('./index.js')).toEqual([]);
  });

  it.each(['anthropic', 'amazon-bedrock', 'google', 'groq', 'openai'])(
    'has %s beside it, which loads no other provider',
    (provider) => {
      expect(parts()).toContain(path.join('packages/@ai-sdk', `${provider}.js`));
      const providers = loadedBy(`./packages/@ai-sdk/${provider}.js`).filter((file) =>
        file.includes('@ai-sdk'),
      );
      expect(providers).toEqual([path.join('packages/@ai-sdk', `${provider}.js`)]);
    },
  );
});

it.each([
  ['call', { TURN_FUNCTION: 'turn', WRAP_UP_FUNCTION: 'wrap-up' }],
  ['turn', { PROVIDERS: '{}' }],
  ['wrap-up', { PROVIDERS: '{}', CALLS_TABLE_ARN: 'arn:aws:dynamodb:us-east-1:0:table/calls' }],
])('%s loads from its bundle alone and exports a handler', (name, own) => {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--eval', "console.log(typeof require('./index.js').handler)"],
    {
      cwd: path.join(folder, name),
      encoding: 'utf8',
      env: { ...ENVIRONMENT, ...own },
    },
  );
  expect({ status, stdout: stdout.trim() }).toEqual({ status: 0, stdout: 'function' });
});

it.each(['call', 'turn', 'wrap-up'])('%s holds nothing of the laptop runtime', (name) => {
  const { inputs } = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as {
    inputs: object;
  };
  const foreign = Object.keys(inputs).filter((file) =>
    /^(local|lib|test)\/|node_modules\/(text2wav|dynalite|fauxqs|aws-cdk-lib)\//.test(file),
  );
  expect(Object.keys(inputs)).toContain(`lambda/${name}/index.ts`);
  expect(foreign).toEqual([]);
});

describe('bundling what has changed', () => {
  const small = 'provision-chime';
  const again = () => bundleChanged(path.join(folder, 'again'), [small]);
  const entry = () => path.join(folder, 'again', small, 'index.js');
  const spoil = () => writeFileSync(entry(), 'not made by the bundler');

  it('makes what is not there, and then leaves it alone', async () => {
    const sizes = await again();
    expect(sizes[small]).toBeGreaterThan(100_000);
    spoil();
    expect(await again()).toEqual(sizes);
    expect(readFileSync(entry(), 'utf8')).toBe('not made by the bundler');
  });

  it.each([
    ['its entry is missing', () => rmSync(entry())],
    ['it was made of something else', () => tellOtherInputs()],
    ['nobody knows what it was made of', () => rmSync(noteOf())],
  ])('makes it anew when %s', async (_, spoils) => {
    spoil();
    spoils();
    await again();
    expect(statSync(entry()).size).toBeGreaterThan(100_000);
  });

  const noteOf = () => path.join(folder, 'again/made-of.json');
  function tellOtherInputs(): void {
    const note = JSON.parse(readFileSync(noteOf(), 'utf8')) as object;
    writeFileSync(noteOf(), JSON.stringify({ ...note, digest: '0'.repeat(64) }));
  }
});
