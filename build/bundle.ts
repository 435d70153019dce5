import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { inputsDigest } from './inputs-digest';
import { split } from './split';

const ROOT = path.join(__dirname, '..');
export const BUNDLES = path.join(ROOT, 'dist/bundles');

const ENTRY = 'index.js';

/** Notes in the folder of the bundles what they were made of. */
const MADE_OF = 'made-of.json';
interface MadeOf {
  digest: string;
  sizes: Record<string, number>;
}

/** The folders of `lambda/` that are a function: they have an entry, and the core, which all share, is none. */
export function functionNames(): string[] {
  return readdirSync(path.join(ROOT, 'lambda'))
    .filter((name) => name !== 'core' && existsSync(path.join(ROOT, 'lambda', name, 'index.ts')))
    .sort();
}

/**
 * Bundles functions into `<folder>/<name>/`, with `index.js` as its entry, and what it consists of into
 * `<folder>/<name>.json`. Each file is put in place whole, and the entry last, so that who loads the function
 * meanwhile meets the old or the new one.
 *
 * @returns bytes of each bundle.
 */
export async function bundle(folder = BUNDLES, names = functionNames()): Promise<Record<string, number>> {
  mkdirSync(folder, { recursive: true });
  const sizes = await Promise.all(names.map((name) => bundleOne(name, folder)));
  return Object.fromEntries(names.map((name, i) => [name, sizes[i]!]));
}

/** The same, unless they are there and nothing has changed since of what they are made of. */
export async function bundleChanged(
  folder = BUNDLES,
  names = functionNames(),
): Promise<Record<string, number>> {
  const digest = inputsDigest(ROOT);
  const note = path.join(folder, MADE_OF);
  const made = existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as MadeOf) : undefined;
  const isThere = (name: string) => existsSync(path.join(folder, name, ENTRY));
  if (made?.digest === digest && names.every(isThere)) return made.sizes;
  const sizes = await bundle(folder, names);
  writeFileSync(note, JSON.stringify({ digest, sizes } satisfies MadeOf));
  return sizes;
}

export function printSizes(sizes: Record<string, number>): void {
  for (const [name, bytes] of Object.entries(sizes)) console.log(`${name}: ${Math.ceil(bytes / 1024)} kB`);
}

async function bundleOne(name: string, folder: string): Promise<number> {
  const { files, metafile } = await split(path.join(ROOT, 'lambda', name, 'index.ts'));
  const target = path.join(folder, name);
  // The entry comes last: whoever reads it finds what it loads.
  const inOrder = [...files].sort(([a], [b]) => Number(a === ENTRY) - Number(b === ENTRY));
  for (const [file, contents] of inOrder) put(path.join(target, file), contents, folder);
  for (const file of filesIn(target)) if (!files.has(file)) rmSync(path.join(target, file));
  writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(metafile));
  return [...files.values()].reduce((sum, contents) => sum + Buffer.byteLength(contents), 0);
}

/** The draft lies outside the folder that becomes the function's code. */
function put(file: string, contents: string, drafts: string): void {
  const draft = path.join(drafts, `draft.${process.pid}.js`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(draft, contents);
  renameSync(draft, file);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

if (require.main === module) {
  void bundleChanged().then(printSizes);
}
