import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');

describe('byon.config.schema.json', () => {
  it('is what the schema of the core says; otherwise run `npm run build`', () => {
    const current = execFileSync(
      process.execPath,
      ['--require', 'tsx/cjs', '--eval', "require('./build/schema').renderSchema().then(console.log)"],
      { cwd: ROOT, encoding: 'utf8' },
    );
    const stored = readFileSync(path.join(ROOT, 'lib/config/byon.config.schema.json'), 'utf8');
    expect(stored.trim()).toBe(current.trim());
  });

  it('is named in the first line of byon.config.yaml, where editors look', () => {
    const [first] = readFileSync(path.join(ROOT, 'byon.config.yaml'), 'utf8').split('\n');
    expect(first).toBe('# yaml-language-server: $schema=lib/config/byon.config.schema.json');
  });
});
