import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import * as path from 'node:path';
import * as ts from 'typescript';
import { blocksOf, readDoc } from '../docs/markdown';
import { ROOT } from '../lib/stacks';
import { compile } from './compile';
import { Consumer } from './consumer';
import { installNode, MAJORS } from './nodes';
import { pack } from './packed';

const blocks = blocksOf(readDoc('README.md'));
const apps = blocks.filter(({ language }) => language === 'ts');
const [config] = blocks.filter(({ language }) => language === 'yaml');

/** Besides the one that runs this. */
const otherNodes = MAJORS.filter((major) => !process.versions.node.startsWith(`${major}.`));

let folder: string;
let consumer: Consumer;
/** Their programs, by the major version. */
let nodes: ReadonlyMap<string, string>;
/** What the compiler says of each app of the README with a slip in it, by its file. */
const said = new Map<string, string[]>();
/** What each app of the README gives on this very Node, by its line. */
const expected = new Map<number, Record<string, string>>();

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'byon-consumer-'));
  const { filename } = await pack(folder);
  const installations = otherNodes.map((major) => installNode(path.join(folder, 'nodes'), major));
  consumer = await Consumer.install(path.join(folder, 'app'), filename);
  nodes = new Map((await Promise.all(installations)).map((node, i) => [otherNodes[i]!, node]));
  for (const { line, text } of apps) {
    consumer.write(`app-${line}.js`, asJavaScript(text));
    expected.set(line, consumer.synth(`app-${line}.js`));
    for (const suffix of ['ts', 'mts']) consumer.write(`typed-${line}.${suffix}`, withSlip(text));
  }
  const typed = (suffix: string) => apps.map(({ line }) => `typed-${line}.${suffix}`);
  for (const [file, messages] of [
    ...compile(consumer, typed('ts'), 'commonjs'),
    ...compile(consumer, typed('mts'), 'nodenext'),
  ]) {
    said.set(file, messages);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an app that has installed the package and CDK', () => {
  it('has no bundler, no voice and no second CDK', () => {
    expect(
      ['esbuild', 'text2wav', 'typescript', 'byon-cdk/node_modules'].filter((name) => consumer.has(name)),
    ).toEqual([]);
    const bytes = sizeOf(path.join(consumer.folder, 'node_modules'));
    const cdk = ['aws-cdk-lib', '@aws-cdk', 'constructs'].map((name) =>
      sizeOf(path.join(consumer.folder, 'node_modules', name)),
    );
    const rest = bytes - cdk.reduce((sum, one) => sum + one, 0);
    process.stdout.write(`installed: ${MB(bytes)}, of that ${MB(rest)} not CDK\n`);
    expect(rest).toBeLessThan(130_000_000);
  });

  it('finds no key and no path of the machine that built it', () => {
    const telling = filesIn(path.join(consumer.folder, 'node_modules/byon-cdk')).filter((file) => {
      const text = readFileSync(file, 'utf8');
      return (
        text.includes(ROOT) ||
        text.includes(homedir() + path.sep) ||
        /\bsk-\w{20}|\bAKIA[0-9A-Z]{16}|PRIVATE KEY-----\w/.test(text)
      );
    });
    expect(telling).toEqual([]);
  });

  it.each(['byon-cdk', 'byon-cdk/core', 'byon-cdk/schema.json', 'byon-cdk/package.json'])(
    'can load %s',
    (name) => {
      expect(consumer.evaluate(`Object.keys(require('${name}')).length > 2`)).toBe('true');
    },
  );

  it('cannot load what is not for others', () => {
    expect(() => consumer.evaluate("require('byon-cdk/dist/local/world.js')")).toThrow(
      /ERR_PACKAGE_PATH_NOT_EXPORTED/,
    );
  });
});

describe.each(apps)("the README's app in line $line", ({ line }) => {
  it('synthesises without esbuild, docker and a lock file', () => {
    const names = Object.keys(expected.get(line)!);
    expect(names.filter((name) => name.endsWith('.template.json')).length).toBeGreaterThan(0);
  });

  it.each(otherNodes)('gives the same on Node %s', (major) => {
    expect(consumer.synth(`app-${line}.js`, nodes.get(major))).toEqual(expected.get(line));
  });

  it('gives the same in another folder', () => {
    const elsewhere = new Consumer(path.join(folder, 'some', 'deeper folder', 'app'));
    mkdirSync(path.dirname(elsewhere.folder), { recursive: true });
    renameSync(consumer.folder, elsewhere.folder);
    try {
      expect(elsewhere.synth(`app-${line}.js`)).toEqual(expected.get(line));
    } finally {
      renameSync(elsewhere.folder, consumer.folder);
    }
  });

  it('names no folder of a machine', () => {
    const all = Object.values(expected.get(line)!).join('\n');
    expect([folder, ROOT, tmpdir(), homedir() + path.sep].filter((place) => all.includes(place))).toEqual([]);
  });

  it('synthesises in an app without feature flags', () => {
    expect(Object.keys(consumer.synth(`app-${line}.js`, process.execPath, {}))).toEqual(
      Object.keys(expected.get(line)!),
    );
  });

  it('fits the types of the package as CommonJS, and does not with a slip in it', () => {
    expect(said.get(`typed-${line}.ts`)).toEqual([]);
  });

  it('fits them as an ES module, and then gives the same', () => {
    expect(said.get(`typed-${line}.mts`)).toEqual([]);
    expect(consumer.synth(`typed-${line}.mjs`)).toEqual(expected.get(line));
  });
});

describe('the command-line tool, installed', () => {
  it('tells what it can do', () => {
    const { status, stdout } = consumer.byon('--help');
    expect({ status, demo: stdout.includes('demo') }).toEqual({ status: 0, demo: true });
  });

  it('says which file it misses', () => {
    const { status, stderr } = consumer.byon('demo');
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(/there is no file .*byon\.config\.yaml/),
    });
  });

  it("takes the demo's calls on the README's config, and says how it gets a voice", () => {
    consumer.write('byon.config.yaml', config!.text);
    const { status, stdout } = consumer.byon('demo');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining('npm install text2wav gives it words'),
    });
  });
});

/** The compiler is told to expect a fault; without the types of the package it would find none. */
function withSlip(text: string): string {
  const slip = "export type Slip = typeof import('byon-cdk').Nothing;";
  return [text, '// @ts-expect-error There is no such construct.', slip, ''].join('\n');
}

function asJavaScript(text: string): string {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

function filesIn(place: string): string[] {
  const entries = readdirSync(place, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

function sizeOf(place: string): number {
  return filesIn(place).reduce((sum, file) => sum + statSync(file).size, 0);
}

function MB(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
