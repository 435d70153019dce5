import { EnvFileKeyRing, variableOf } from '../../local/env-file';
import { folderPerTest } from './folder';

const folder = folderPerTest();

const NAME = 'BYON_TEST_PROVIDER_API_KEY';
afterEach(() => {
  delete process.env[NAME];
});

function ring(text: string): EnvFileKeyRing {
  return new EnvFileKeyRing(folder.write('.env', text));
}

it('names the variable of a provider', () => {
  expect(variableOf('openai')).toBe('OPENAI_API_KEY');
  expect(variableOf('openai-compatible')).toBe('OPENAI_COMPATIBLE_API_KEY');
});

it('reads a key from the file', async () => {
  expect(await ring(`# mine\n${NAME}="abc"\n`).key('byon-test-provider')).toBe('abc');
});

it('takes the environment first', async () => {
  process.env[NAME] = 'from the environment';
  expect(await ring(`${NAME}=from the file\n`).key('byon-test-provider')).toBe('from the environment');
});

it('counts an empty value as none', async () => {
  process.env[NAME] = '';
  expect(await ring(`${NAME}=from the file\n`).key('byon-test-provider')).toBe('from the file');
  expect(await ring(`${NAME}=\n`).key('byon-test-provider')).toBeUndefined();
});

it('has no key of an unknown provider, nor without a file', async () => {
  expect(await ring(`OTHER=1\n`).key('byon-test-provider')).toBeUndefined();
  expect(await new EnvFileKeyRing(`${folder.path()}/none`).key('byon-test-provider')).toBeUndefined();
});

it('sees a key that was put into the file meanwhile', async () => {
  const keys = ring('');
  expect(await keys.key('byon-test-provider')).toBeUndefined();
  folder.write('.env', `${NAME}=new\n`);
  expect(await keys.key('byon-test-provider')).toBe('new');
});
