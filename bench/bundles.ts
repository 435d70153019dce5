import { bundle } from '../build/bundle';
import { loadMs } from './cold-start';
import type { Bundle } from './report';

/** Bundles every function as a deployment does, and loads each in fresh processes. */
export async function bundles(): Promise<Bundle[]> {
  const sizes = Object.entries(await bundle());
  return sizes.map(([name, bytes]) => ({ name, bytes, loadMs: loadMs(name) }));
}
