import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { functionNames } from '../../build/bundle';
import manifest from '../../package.json';
import { pack, type Packed } from './packed';

let folder: string;
let packed: Packed;
let paths: string[];
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'byon-packed-'));
  packed = await pack(folder);
  paths = packed.files.map((file) => file.path);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the tarball', () => {
  it('holds what is built and what is to be read, and nothing else', () => {
    const others = paths.filter(
      (file) =>
        !/^dist\/(bin|bundles|lambda|lib|local)\//.test(file) &&
        !['CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md', 'package.json'].includes(file),
    );
    expect(others).toEqual([]);
  });

  it('holds no test, no source, no source map and no settings of a person', () => {
    expect(paths.filter((file) => /\.(test|map|env)\b|(?<!\.d)\.ts$|fixtures|\.byon\//.test(file))).toEqual(
      [],
    );
  });

  it('holds the code of every function', () => {
    expect(paths).toEqual(
      expect.arrayContaining(functionNames().map((name) => `dist/bundles/${name}/index.js`)),
    );
  });

  it('holds every file that package.json names', () => {
    const named = [manifest.main, manifest.types, manifest.bin, manifest.exports]
      .flatMap((entry) => [...JSON.stringify(entry).matchAll(/"(?:\.\/)?([^"]+\.(?:d\.ts|js|json))"/g)])
      .map((match) => match[1]!)
      .filter((file) => file !== 'schema.json');
    expect(named.length).toBeGreaterThan(6);
    expect(paths).toEqual(expect.arrayContaining(named));
  });

  it('is small', () => {
    process.stdout.write(`tarball: ${kB(packed.size)}, unpacked: ${kB(packed.unpackedSize)}\n`);
    // Nearly all of it are the functions, each with all that it loads.
    expect(packed.size / functionNames().length).toBeLessThan(400_000);
  });
});

function kB(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} kB in ${paths.length} files`;
}
