import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs npm, out of its cache where it can. */
export async function npm(folder: string, ...args: string[]): Promise<string> {
  const quietly = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const { stdout } = await promisify(execFile)('npm', [...args, ...quietly], {
    cwd: folder,
    shell: process.platform === 'win32',
  });
  return stdout;
}
