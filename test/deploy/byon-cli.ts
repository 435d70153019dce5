import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { awsEnvironment } from './aws-environment';
import { ROOT } from './folders';

const BYON = [
  '--require',
  path.join(__dirname, 'moved-clock.js'),
  '--import',
  pathToFileURL(require.resolve('tsx')).href,
  path.join(ROOT, 'bin/byon.ts'),
];

/** `npx byon`, as a person runs it in a folder of their own. */
export class ByonCli {
  /**
   * @param options.endpoint address of the emulator.
   * @param options.clockAhead by how many milliseconds its clock is put forward.
   */
  constructor(private readonly options: { endpoint: string; folder: string; clockAhead: number }) {
    rmSync(options.folder, { recursive: true, force: true });
    mkdirSync(options.folder, { recursive: true });
  }

  /** @returns the path of a file in its folder. */
  file(name: string): string {
    return path.join(this.options.folder, name);
  }

  /** Writes a file into its folder. */
  write(name: string, content: string): void {
    writeFileSync(this.file(name), content);
  }

  /** @returns what it prints, and its exit code. */
  run(...args: string[]): Promise<{ status: number | null; out: string; err: string }> {
    const { endpoint, folder, clockAhead } = this.options;
    const child = spawn(process.execPath, [...BYON, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...awsEnvironment(endpoint, folder), CLOCK_AHEAD_MS: String(clockAhead) },
    });
    const texts = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.err += text));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve({ status, ...texts }));
    });
  }

  /** The same for what is to end in 0. @returns what it prints. */
  async succeed(...args: string[]): Promise<string> {
    const { status, out, err } = await this.run(...args);
    if (status === 0) return out;
    throw new Error(`byon ${args.slice(0, 2).join(' ')} ended with ${status}:\n${out}${err}`);
  }
}
