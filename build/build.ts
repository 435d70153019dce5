import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, rmSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { bundleChanged, printSizes } from './bundle';
import { writeCompliance } from './compliance-table';
import { writeOpenApi } from './openapi';
import { writeSchema } from './schema';
import { writeStates } from './states';

const ROOT = path.join(__dirname, '..');
const DIST = path.join(ROOT, 'dist');

/** Files that the compiled code reads and the compiler doesn't copy. */
const ASSETS = ['lib/config/byon.config.schema.json', 'local/phone/page', 'local/sample', 'local/scenarios'];

async function run(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  await writeSchema();
  writeStates();
  writeCompliance();
  await writeOpenApi();
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  linkCommand();
  for (const asset of ASSETS.filter((asset) => existsSync(path.join(ROOT, asset)))) {
    cpSync(path.join(ROOT, asset), path.join(DIST, asset), { recursive: true });
  }
  printSizes(await bundleChanged());
}

/** What npm does where it installs the package: without it, the first `npx byon` here installs this folder elsewhere. */
function linkCommand(): void {
  const command = path.join(DIST, 'bin', 'byon.js');
  const link = path.join(ROOT, 'node_modules', '.bin', 'byon');
  chmodSync(command, 0o755);
  if (process.platform === 'win32' || !existsSync(path.dirname(link))) return;
  rmSync(link, { force: true });
  symlinkSync(path.relative(path.dirname(link), command), link);
}

void run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
