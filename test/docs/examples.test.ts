import * as path from 'node:path';
import { compileFunction } from 'node:vm';
import type { App } from 'aws-cdk-lib';
import * as ts from 'typescript';
import * as byon from '../../lib';
import { ensureBundles, ROOT } from '../lib/stacks';
import { blocksOf, docsIn, readDoc, type Block } from './markdown';

/** An example and where it stands, as in `README.md:12`. */
type Example = Block & { place: string };

/** The reference in docs/api is printed from the code, and holds pieces. */
const guides = docsIn('docs').filter((file) => !file.startsWith('docs/api/'));

const examples = ['README.md', ...guides].flatMap((file) =>
  blocksOf(readDoc(file))
    .filter(({ language }) => language === 'ts')
    .map((block): Example => ({ ...block, place: `${file}:${block.line}` })),
);

it('has examples in README and guides', () => {
  const files = examples.map(({ place }) => place.split(':')[0]);
  expect(files).toEqual(expect.arrayContaining(['README.md', 'docs/agents.md']));
});

describe('the examples in TypeScript', () => {
  const slip = (example: Example) => ({
    ...example,
    place: slipped(example),
    text: example.text.replace(/\bbyon\./, 'byon.no_'),
  });
  const slipped = ({ place }: Example) => `${place}, with a slip`;
  let faults: Map<string, string[]>;
  beforeAll(() => {
    faults = typeFaults([...examples, ...examples.map(slip)]);
  });

  it.each(examples)('the one at $place fits the types of the library', ({ place }) => {
    expect(faults.get(place)).toEqual([]);
  });

  it.each(examples)('the one at $place would not with a slip in it', (example) => {
    expect(faults.get(slipped(example))).toEqual([
      expect.stringMatching(/^line \d+: Property 'no_\w+' does not exist on type 'Byon'/),
    ]);
  });

  it.each(examples)('the one at $place synthesises', ({ text }) => {
    ensureBundles();
    const assembly = run(text).synth();
    expect(assembly.stacks.length).toBeGreaterThan(0);
  });
});

/** Type-checks examples, as files beside the library, which they import as the package. By their places. */
function typeFaults(all: readonly Example[]): Map<string, string[]> {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
    { ...ts.sys, readDirectory: () => [] },
    ROOT,
  );
  const files = new Map(all.map((example, i) => [path.join(ROOT, `example-${i}.ts`), example]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file)?.text ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const example = files.get(file);
    return example ? ts.createSourceFile(file, example.text, version) : getSourceFile(file, version, ...rest);
  };
  const paths = { 'byon-cdk': [path.join(ROOT, 'lib/index.ts')] };
  const program = ts.createProgram({
    rootNames: [...files.keys()],
    options: { ...options, types: ['node'], noEmit: true, paths },
    host,
  });
  return new Map(
    [...files].map(([file, { line, place }]) => {
      const source = program.getSourceFile(file)!;
      const diagnostics = [
        ...program.getSyntacticDiagnostics(source),
        ...program.getSemanticDiagnostics(source),
      ];
      const texts = diagnostics.map(({ messageText, start = 0 }) => {
        const within = source.getLineAndCharacterOfPosition(start).line;
        return `line ${line + within}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
      });
      return [place, texts];
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
