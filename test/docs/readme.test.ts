import * as path from 'node:path';
import { compileFunction } from 'node:vm';
import type { App } from 'aws-cdk-lib';
import * as ts from 'typescript';
import * as byon from '../../lib';
import { ensureBundles, ROOT } from '../lib/stacks';
import { blocksOf, readDoc, type Block } from './markdown';

const blocks = blocksOf(readDoc('README.md'));
const examples = blocks.filter(({ language }) => language === 'ts');
const configs = blocks.filter(({ language }) => language === 'yaml');

/** Moves an example that is broken on purpose beyond the lines of the good ones. */
const SLIP = 100_000;

it('has an example in TypeScript and a config', () => {
  expect(examples.length).toBeGreaterThan(0);
  expect(configs.length).toBeGreaterThan(0);
});

describe('the examples in TypeScript', () => {
  const slip = (example: Block) => ({
    ...example,
    line: example.line + SLIP,
    text: example.text.replace(/\bbyon\./, 'byon.no_'),
  });
  let faults: Map<number, string[]>;
  beforeAll(() => {
    faults = typeFaults([...examples, ...examples.map(slip)]);
  });

  it.each(examples)('the one in line $line fits the types of the library', ({ line }) => {
    expect(faults.get(line)).toEqual([]);
  });

  it.each(examples)('the one in line $line would not with a slip in it', ({ line }) => {
    expect(faults.get(line + SLIP)).toEqual([
      expect.stringMatching(/^line \d+: Property 'no_\w+' does not exist on type 'Byon'/),
    ]);
  });

  it.each(examples)('the one in line $line synthesises', ({ text }) => {
    ensureBundles();
    const assembly = run(text).synth();
    expect(assembly.stacks.length).toBeGreaterThan(0);
  });
});

/** Type-checks examples, as files beside the library, which they import as the package. By their lines. */
function typeFaults(all: readonly Block[]): Map<number, string[]> {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
    { ...ts.sys, readDirectory: () => [] },
    ROOT,
  );
  const files = new Map(all.map((block) => [path.join(ROOT, `readme-line-${block.line}.ts`), block]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file)?.text ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const block = files.get(file);
    return block ? ts.createSourceFile(file, block.text, version) : getSourceFile(file, version, ...rest);
  };
  const paths = { 'byon-cdk': [path.join(ROOT, 'lib/index.ts')] };
  const program = ts.createProgram({
    rootNames: [...files.keys()],
    options: { ...options, types: ['node'], noEmit: true, paths },
    host,
  });
  return new Map(
    [...files].map(([file, { line }]) => {
      const source = program.getSourceFile(file)!;
      const diagnostics = [
        ...program.getSyntacticDiagnostics(source),
        ...program.getSemanticDiagnostics(source),
      ];
      const texts = diagnostics.map(({ messageText, start = 0 }) => {
        const within = source.getLineAndCharacterOfPosition(start).line;
        return `line ${line + within}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
      });
      return [line, texts];
    }),
  );
}

/** Runs an example that makes an `app`, and gives that. */
function run(text: string): App {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const example = compileFunction(`${outputText}\nreturn app;`, ['require', 'exports']);
  return example((name: string) => (name === 'byon-cdk' ? byon : jest.requireActual(name)), {});
}
