import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { bundle, printSizes } from './bundle';
import { writeSchema } from './schema';
import { writeStates } from './states';

const ROOT = path.join(__dirname, '..');
const DIST = path.join(ROOT, 'dist');

/** Files that the compiled code reads and the compiler doesn't copy. */
const ASSETS = ['lib/config/byon.config.schema.json', 'local/phone/page', 'local/scenarios'];

async function run(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  await writeSchema();
  writeStates();
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  for (const asset of ASSETS.filter((asset) => existsSync(path.join(ROOT, asset)))) {
    cpSync(path.join(ROOT, asset), path.join(DIST, asset), { recursive: true });
  }
  printSizes(await bundle());
}

void run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
