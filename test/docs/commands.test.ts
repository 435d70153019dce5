import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { scripts } from '../../package.json';
import { ROOT } from '../lib/stacks';
import { docsIn, readDoc } from './markdown';

/** npm's own commands, which are no scripts of ours. */
const OF_NPM = ['ci', 'install', 'test', 'start'];

const docs = ['README.md', 'CONTRIBUTING.md', ...docsIn('docs')];
const commands = [
  'bin/byon.ts',
  'bin/registry/commands.ts',
  'bin/dial/commands.ts',
  'bin/campaign/commands.ts',
  'bin/callees/commands.ts',
].flatMap((file) => named(readDoc(file), /\.command\('([\w-]+)'\)/g));

it('the command-line tool has the commands of which the documents tell', () => {
  expect(commands).toEqual(
    expect.arrayContaining(['demo', 'start', 'talk', 'simulate', 'doctor', 'keys', 'numbers']),
  );
});

describe.each(docs)('%s', (file) => {
  const text = readDoc(file);

  it('names only scripts that there are', () => {
    expect(named(text, /\bnpm run ([\w:-]+)/g).filter((script) => !(script in scripts))).toEqual([]);
  });

  it('names only commands of npm that there are', () => {
    const used = named(text, /\bnpm (?!run\b)([a-z]+)/g);
    expect(used.filter((command) => !OF_NPM.includes(command))).toEqual([]);
    expect(used.filter((command) => ['test', 'start'].includes(command) && !(command in scripts))).toEqual(
      [],
    );
  });

  it('names only commands of byon that there are', () => {
    expect(named(text, /\bnpx byon (\w[\w-]*)/g).filter((command) => !commands.includes(command))).toEqual(
      [],
    );
  });

  it('names only files and folders that there are', () => {
    const paths = named(text, /`((?:lib|lambda|local|test|bench|docs|examples|bin|build)\/[\w./-]*)`/g);
    expect(paths.filter((one) => !existsSync(path.join(ROOT, one)))).toEqual([]);
  });
});

function named(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]!);
}
