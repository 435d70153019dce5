import * as path from 'node:path';
import { build, transform, type BuildOptions, type Metafile, type Plugin } from 'esbuild';

const ROOT = path.join(__dirname, '..');

/** Folder of a bundle that holds the packages which are loaded when they are first used. */
const LAZY_FOLDER = 'packages';
const LAZY = /^(ai|@ai-sdk\/[a-z-]+)$/;

export interface SplitBundle {
  /** Contents by path within the bundle's folder; `index.js` begins. */
  files: ReadonlyMap<string, string>;
  metafile: Metafile;
}

/**
 * Bundles a function into several CommonJS files, so that loading it costs only what is used: code that is
 * imported dynamically lies beside `index.js`. The AI SDK and its providers are built apart from the rest, in
 * {@link LAZY_FOLDER}: they need all of zod, and what both parts share would be loaded by both.
 */
export async function split(entry: string): Promise<SplitBundle> {
  const lazy = new Set<string>();
  const own = await files({ index: entry }, [apart(lazy)]);
  const names = [...lazy].sort();
  const packages = await files(
    Object.fromEntries(names.map((name) => [`${LAZY_FOLDER}/${name}`, name])),
    [],
    `${LAZY_FOLDER}/`,
  );
  return {
    files: new Map([...own.files, ...packages.files]),
    metafile: {
      inputs: { ...own.metafile.inputs, ...packages.metafile.inputs },
      outputs: { ...own.metafile.outputs, ...packages.metafile.outputs },
    },
  };
}

/** Leaves the packages out that are loaded when they are used, and notes their names. */
function apart(lazy: Set<string>): Plugin {
  return {
    name: 'apart',
    setup(esbuild) {
      esbuild.onResolve({ filter: LAZY }, ({ path: name, kind }) => {
        if (kind !== 'dynamic-import') return undefined;
        lazy.add(name);
        return { path: `./${LAZY_FOLDER}/${name}.js`, external: true };
      });
    },
  };
}

/** zod's messages in fifty languages, which the AI SDK names, and how the AWS SDK tells one browser from another. */
const NEVER_USED = /([\\/]zod[\\/]v4[\\/]locales[\\/]index\.js|[\\/]bowser[\\/]bowser\.mjs)$/;

const withoutUnused: Plugin = {
  name: 'without-unused',
  setup(esbuild) {
    esbuild.onLoad({ filter: NEVER_USED }, () => ({ contents: 'export default {};' }));
  },
};

/** The AWS SDK goes into the bundle: the one in the runtime changes under us, and loading it is slower. */
const OPTIONS = {
  absWorkingDir: ROOT,
  outdir: path.join(ROOT, 'dist'),
  bundle: true,
  minify: true,
  metafile: true,
  write: false,
  platform: 'node',
  target: 'node24',
  // The packages' ES modules: what nobody uses falls out, a quarter of the AWS SDK among it.
  mainFields: ['module', 'main'],
  charset: 'utf8',
  logLevel: 'warning',
} as const satisfies BuildOptions;

async function files(
  entryPoints: Record<string, string>,
  plugins: Plugin[],
  chunks = '',
): Promise<SplitBundle> {
  if (Object.keys(entryPoints).length === 0)
    return { files: new Map(), metafile: { inputs: {}, outputs: {} } };
  const { outputFiles, metafile } = await build({
    ...OPTIONS,
    entryPoints,
    plugins: [...plugins, withoutUnused],
    format: 'esm',
    splitting: true,
    chunkNames: `${chunks}part-[hash]`,
  });
  const written = await Promise.all(
    outputFiles.map(async ({ path: file, text }) => {
      return [path.relative(OPTIONS.outdir, file), await asCommonJs(text)] as const;
    }),
  );
  return { files: new Map(written), metafile };
}

/** esbuild splits ES modules only; as CommonJS they load faster, and packages that call `require` may do so. */
async function asCommonJs(text: string): Promise<string> {
  const { code } = await transform(text, {
    format: 'cjs',
    minify: true,
    platform: 'node',
    target: OPTIONS.target,
    supported: { 'dynamic-import': false },
    charset: 'utf8',
  });
  return code;
}
