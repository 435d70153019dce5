import { mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../lib/stacks';
import { npm } from './npm';

/** What `npm pack` says of a package. Sizes in bytes. */
export interface Packed {
  filename: string;
  size: number;
  unpackedSize: number;
  files: { path: string; size: number }[];
}

/** Packs what `npm run build` has built, into the folder. */
export async function pack(folder: string): Promise<Packed> {
  mkdirSync(folder, { recursive: true });
  const told = await npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder);
  const [packed] = JSON.parse(told) as [Packed];
  return { ...packed, filename: path.join(folder, packed.filename) };
}
