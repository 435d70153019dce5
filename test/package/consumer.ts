import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { devDependencies } from '../../package.json';
import { npm } from './npm';

/** A folder with an app in it that has installed the package and CDK, and nothing else. */
export class Consumer {
  constructor(readonly folder: string) {}

  static async install(folder: string, tarball: string): Promise<Consumer> {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{ "name": "consumer", "private": true }\n');
    const { 'aws-cdk-lib': cdk, constructs } = devDependencies;
    await npm(folder, 'install', tarball, `aws-cdk-lib@${cdk}`, `constructs@${constructs}`);
    return new Consumer(folder);
  }

  write(file: string, text: string): void {
    writeFileSync(path.join(this.folder, file), text);
  }

  has(module: string): boolean {
    return existsSync(path.join(this.folder, 'node_modules', module));
  }

  /**
   * Runs an app as the CDK CLI does, with no other program in reach.
   *
   * @returns its templates and its lists of assets, by the name of the file.
   */
  synth(
    file: string,
    node = process.execPath,
    flags: Record<string, unknown> = recommendedFlags(),
  ): Record<string, string> {
    const out = path.join(this.folder, 'cdk.out', path.basename(file));
    const told = spawnSync(node, [file], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { PATH: '/nowhere', CDK_OUTDIR: out, CDK_CONTEXT_JSON: JSON.stringify(flags) },
    });
    if (told.status !== 0) throw new Error(`${file} did not synthesise: ${told.stderr}`);
    const names = readdirSync(out).filter((name) => /\.(template|assets)\.json$/.test(name));
    return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(out, name), 'utf8')]));
  }

  /** Runs the command-line tool as `npx byon` does. */
  byon(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    const { PATH = '', HOME = '' } = process.env;
    return spawnSync(process.execPath, [path.join(this.folder, 'node_modules/.bin/byon'), ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { PATH, HOME },
    });
  }

  /** Evaluates an expression in the folder. */
  evaluate(expression: string): string {
    return execFileSync(process.execPath, ['--print', expression], {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  }
}

/** The feature flags that `cdk init` turns on in a new app. */
function recommendedFlags(): Record<string, unknown> {
  const file = require.resolve('aws-cdk-lib/recommended-feature-flags.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}
