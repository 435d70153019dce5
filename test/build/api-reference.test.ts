import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const FOLDER = path.join(ROOT, 'docs/api');

describe('docs/api', () => {
  it('is what the library says; otherwise run `npm run docs:api`', () => {
    const script =
      "require('./build/api-reference').renderApiReference().then((files) => console.log(JSON.stringify(files)))";
    const printed = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', script], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const stored = readdirSync(FOLDER).map((name) => [name, readFileSync(path.join(FOLDER, name), 'utf8')]);
    expect(Object.fromEntries(stored)).toEqual(JSON.parse(printed));
  }, 120_000);

  it('holds no path of a machine and no line of a file', () => {
    for (const name of readdirSync(FOLDER)) {
      expect(readFileSync(path.join(FOLDER, name), 'utf8')).not.toMatch(
        /\]\((\/|file:|https?:)|#L\d+|blob\//,
      );
    }
  });
});
