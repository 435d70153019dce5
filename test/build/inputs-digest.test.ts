import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { inputsDigest } from '../../build/inputs-digest';

let root: string;
const at = (file: string) => path.join(root, file);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'byon-inputs-'));
  for (const folder of ['lambda/call', 'build', 'lib', 'node_modules/zod']) {
    mkdirSync(at(folder), { recursive: true });
  }
  writeFileSync(at('lambda/call/index.ts'), 'export const one = 1;');
  writeFileSync(at('package-lock.json'), '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

it('is the same for the same files', () => {
  expect(inputsDigest(root)).toMatch(/^[0-9a-f]{64}$/);
  expect(inputsDigest(root)).toBe(inputsDigest(root));
});

it.each<[string, () => void]>([
  ['a function changes', () => writeFileSync(at('lambda/call/index.ts'), 'export const one = 2;')],
  ['a file is added', () => writeFileSync(at('lambda/call/more.ts'), '')],
  ['a file has another name', () => renameSync(at('lambda/call/index.ts'), at('lambda/call/handler.ts'))],
  ['a file is gone', () => rmSync(at('lambda/call/index.ts'))],
  ['the bundling changes', () => writeFileSync(at('build/split.ts'), 'export {};')],
  ['a package has another version', () => writeFileSync(at('package-lock.json'), '{"packages":{}}')],
  ['packages are installed', () => writeFileSync(at('node_modules/.package-lock.json'), '{}')],
])('is another one when %s', (_, change) => {
  const before = inputsDigest(root);
  change();
  expect(inputsDigest(root)).not.toBe(before);
});

it('is the same when something else changes', () => {
  const before = inputsDigest(root);
  writeFileSync(at('lib/stack.ts'), 'export {};');
  expect(inputsDigest(root)).toBe(before);
});
