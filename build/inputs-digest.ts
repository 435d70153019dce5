import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** All that a bundle can be made of: the functions, how they are bundled, and the packages by their lock files. */
const INPUTS = ['lambda', 'build', 'tsconfig.json', 'package-lock.json', 'node_modules/.package-lock.json'];

/** @returns a digest of the contents and names of everything that bundles are made of, in hexadecimal. */
export function inputsDigest(root: string): string {
  const digest = createHash('sha256').update(process.version);
  const files = INPUTS.flatMap((input) => filesOf(root, input)).sort();
  for (const file of files) digest.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  return digest.digest('hex');
}

function filesOf(root: string, input: string): string[] {
  const at = path.join(root, input);
  if (!existsSync(at)) return [];
  if (path.extname(input) !== '') return [input];
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}
