import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { format, resolveConfig } from 'prettier';
import * as ts from 'typescript';
import type { Application as App, TypeDocOptions } from 'typedoc' with { 'resolution-mode': 'import' };
import type { PluginOptions } from 'typedoc-plugin-markdown' with { 'resolution-mode': 'import' };

const ROOT = path.join(__dirname, '..');
export const API_FOLDER = path.join(ROOT, 'docs/api');

const OPTIONS: Partial<TypeDocOptions & PluginOptions> = {
  name: 'byon-cdk',
  plugin: ['typedoc-plugin-markdown'],
  readme: 'none',
  // A link to a line would change with every commit.
  disableSources: true,
  excludePrivate: true,
  excludeProtected: true,
  excludeExternals: true,
  // The compiler checks the types; the reference only tells them.
  skipErrorChecking: true,
  logLevel: 'Error',
  outputFileStrategy: 'modules',
  hidePageHeader: true,
  hideBreadcrumbs: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  tableColumnSettings: {
    hideDefaults: true,
    hideInherited: true,
    hideModifiers: true,
    hideOverrides: true,
    hideSources: true,
  },
};

/** @returns the reference of the library as it should stand in {@link API_FOLDER}, by the name of the file. */
export async function renderApiReference(): Promise<Record<string, string>> {
  const { Application } = await import('typedoc');
  const draft = mkdtempSync(path.join(tmpdir(), 'byon-api-'));
  try {
    const entryPoints = modulesOfTheLibrary();
    const app = await Application.bootstrapWithPlugins({
      ...OPTIONS,
      entryPoints,
      // The plugin writes to `docs`, and empties that first, unless it is told where by this very option.
      outputs: [{ name: 'markdown', path: draft }],
    });
    app.options.setCompilerOptions(entryPoints, compilerOptions(), undefined);
    await keepNamesOfTypes(app);
    const project = await app.convert();
    if (!project) throw new Error('the library has no reference: typedoc could not read it');
    await app.generateOutputs(project);
    return await readAll(draft);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

export async function writeApiReference(): Promise<void> {
  const files = await renderApiReference();
  rmSync(API_FOLDER, { recursive: true, force: true });
  mkdirSync(API_FOLDER, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(API_FOLDER, name), text);
}

/** The files that `lib/index.ts` hands on: one page each. */
function modulesOfTheLibrary(): string[] {
  const index = readFileSync(path.join(ROOT, 'lib/index.ts'), 'utf8');
  const names = [...index.matchAll(/from '\.\/([\w-]+)'/g)].map((match) => match[1]!);
  return names.map((name) => {
    const isFile = ts.sys.fileExists(path.join(ROOT, 'lib', `${name}.ts`));
    return path.join(ROOT, 'lib', isFile ? `${name}.ts` : `${name}/index.ts`);
  });
}

function compilerOptions(): ts.CompilerOptions {
  const file = ts.readConfigFile(path.join(ROOT, 'tsconfig.build.json'), (name) => ts.sys.readFile(name));
  return ts.parseJsonConfigFileContent(file.config, { ...ts.sys, readDirectory: () => [] }, ROOT).options;
}

/**
 * The compiler forgets the name of a type that zod infers, as in `agent: Agent`, and typedoc would write out all
 * that is in it, wherever it is used.
 */
async function keepNamesOfTypes(app: App): Promise<void> {
  const { Converter, UnknownType } = await import('typedoc');
  app.converter.on(Converter.EVENT_RESOLVE, (context, reflection) => {
    if (!reflection.isDeclaration() && !reflection.isParameter()) return;
    const declaration = context.getSymbolFromReflection(reflection)?.valueDeclaration;
    const name = declaration && nameOfType(declaration);
    const written = reflection.type?.type === 'array' ? reflection.type.elementType : reflection.type;
    if (name && written?.type === 'reflection') reflection.type = new UnknownType(name);
  });
}

/** The type as it is written in the source, where that is a name or a list of what has a name. */
function nameOfType(declaration: ts.Declaration): string | undefined {
  if (
    !ts.isParameter(declaration) &&
    !ts.isPropertySignature(declaration) &&
    !ts.isPropertyDeclaration(declaration)
  )
    return undefined;
  return /^\w+(\[\])?$/.exec(declaration.type?.getText() ?? '')?.[0];
}

async function readAll(folder: string): Promise<Record<string, string>> {
  const style = await resolveConfig(path.join(API_FOLDER, 'README.md'));
  const names = readdirSync(folder).sort();
  const texts = await Promise.all(
    names.map((name) =>
      format(tidy(readFileSync(path.join(folder, name), 'utf8')), { ...style, parser: 'markdown' }),
    ),
  );
  return Object.fromEntries(names.map((name, i) => [name, texts[i]!]));
}

function tidy(markdown: string): string {
  return plainDefaults(markdown).replace(
    /^# byon-cdk\n/m,
    '# API reference\n\nOf the library, a page for each part of it. `npm run docs:api` prints it from the source.\n',
  );
}

/** A default that is told in words, which begin with a hyphen, is no code. */
function plainDefaults(markdown: string): string {
  return markdown.replace(/(\*\*Default\*\* )`- ([^`]+)`/g, '$1$2').replace(/(\*\*Default\*\* )- /g, '$1');
}

if (require.main === module) {
  void writeApiReference();
}
