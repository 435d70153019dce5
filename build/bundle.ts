import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { build, type Plugin } from 'esbuild';

const ROOT = path.join(__dirname, '..');
export const BUNDLES = path.join(ROOT, 'dist/bundles');

/** The folders of `lambda/` that are a function: they have an entry, and the core, which all share, is none. */
export function functionNames(): string[] {
  return readdirSync(path.join(ROOT, 'lambda'))
    .filter((name) => name !== 'core' && existsSync(path.join(ROOT, 'lambda', name, 'index.ts')))
    .sort();
}

/**
 * Bundles every function into `<folder>/<name>/index.js`, and what it consists of into `<folder>/<name>.json`.
 * A bundle is put in place whole, so that who reads it meanwhile meets the old or the new one.
 *
 * @returns bytes of each bundle.
 */
export async function bundle(folder = BUNDLES): Promise<Record<string, number>> {
  mkdirSync(folder, { recursive: true });
  const names = functionNames();
  const sizes = await Promise.all(names.map((name) => bundleOne(name, folder)));
  return Object.fromEntries(names.map((name, i) => [name, sizes[i]!]));
}

export function printSizes(sizes: Record<string, number>): void {
  for (const [name, bytes] of Object.entries(sizes)) console.log(`${name}: ${Math.ceil(bytes / 1024)} kB`);
}

/**
 * zod says that it has no side effects, so esbuild 0.28 drops the call that sets it up where a package that is
 * loaded lazily (the AI SDK) uses it as well, and the bundle dies on its first schema.
 */
const keepZod: Plugin = {
  name: 'keep-zod',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^zod$/ }, async ({ path: name, pluginData, ...from }) => {
      if (pluginData === keepZod) return undefined;
      const { path: file } = await esbuild.resolve(name, { ...from, pluginData: keepZod });
      return { path: file, sideEffects: true };
    });
  },
};

/** The AWS SDK goes into the bundle: the one in the runtime changes under us, and loading it is slower. */
async function bundleOne(name: string, folder: string): Promise<number> {
  const { metafile, outputFiles } = await build({
    entryPoints: [path.join(ROOT, 'lambda', name, 'index.ts')],
    outfile: path.join(folder, name, 'index.js'),
    absWorkingDir: ROOT,
    bundle: true,
    minify: true,
    metafile: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // The packages' ES modules: what nobody uses falls out, a quarter of the AWS SDK among it.
    mainFields: ['module', 'main'],
    charset: 'utf8',
    logLevel: 'warning',
    plugins: [keepZod],
  });
  const { contents } = outputFiles[0]!;
  mkdirSync(path.join(folder, name), { recursive: true });
  // The draft lies outside the folder that becomes the function's code.
  const draft = path.join(folder, `${name}.${process.pid}.js`);
  writeFileSync(draft, contents);
  renameSync(draft, path.join(folder, name, 'index.js'));
  writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(metafile));
  return contents.length;
}

if (require.main === module) {
  void bundle().then(printSizes);
}
