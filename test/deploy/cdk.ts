import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { ACCESS, REGION } from './aws';
import { awsEnvironment } from './aws-environment';
import { ROOT } from './folders';

const CLI = ['--require', require.resolve('./look-often'), path.join(ROOT, 'node_modules/aws-cdk/bin/cdk')];
const APP = 'node --require tsx/cjs test/deploy/app.ts';
const GIVEN_UP_AFTER_MS = 180_000;

export interface CdkOptions {
  /** Address of the AWS emulator. */
  endpoint: string;
  /** Where the CLI may write. */
  folder: string;
  /** What a failure names besides the output. */
  logFile: string;
  context: Record<string, string>;
}

const DEPLOY = ['deploy', '--all', '--require-approval', 'never', '--progress', 'events'];

/** The real CDK CLI, kept from everything that this machine knows of AWS. */
export class Cdk {
  constructor(private readonly options: CdkOptions) {}

  /** The same with more context. */
  with(context: Record<string, string>): Cdk {
    return new Cdk({ ...this.options, context: { ...this.options.context, ...context } });
  }

  bootstrap(): Promise<string> {
    return this.succeed(['bootstrap', `aws://${ACCESS.account}/${REGION}`]);
  }

  /** Synthesises and deploys, as a person would. */
  deploy(): Promise<string> {
    return this.succeed([...DEPLOY, ...this.app()], ROOT);
  }

  /** What `failAgain` deploys, over and over. */
  synth(): Promise<string> {
    return this.succeed(['synth', '--quiet', ...this.app()], ROOT);
  }

  /** The same as `deploy`; it is going to fail, and to be rolled back. @returns what the CLI says. */
  failToDeploy(): Promise<string> {
    return this.fail([...DEPLOY, ...this.app()], ROOT);
  }

  /** The same with what was synthesised last. */
  failAgain(): Promise<string> {
    return this.fail([...DEPLOY, '--app', this.assembly]);
  }

  destroy(): Promise<string> {
    return this.succeed(['destroy', '--all', '--force', '--app', this.assembly]);
  }

  private get home(): string {
    return path.join(this.options.folder, 'home');
  }

  private get assembly(): string {
    return path.join(this.options.folder, 'cdk.out');
  }

  private app(): string[] {
    const { context } = this.options;
    const settings = Object.entries(context).flatMap(([key, value]) => ['--context', `${key}=${value}`]);
    // The build of cdk.json would bundle the same functions each time.
    return ['--app', APP, '--build', 'true', '--output', this.assembly, ...settings];
  }

  private async succeed(args: string[], cwd?: string): Promise<string> {
    const { code, output } = await this.run(args, cwd);
    if (code === 0) return output;
    throw new Error(
      `cdk ${args[0]} ended with ${code}; the emulator's log is ${this.options.logFile}\n${output}`,
    );
  }

  private async fail(args: string[], cwd?: string): Promise<string> {
    const { code, output } = await this.run(args, cwd);
    if (code !== 0) return output;
    throw new Error(`cdk ${args[0]} should have failed, and did not:\n${output}`);
  }

  /** @param cwd the project's folder where the flags of its cdk.json count. */
  private run(args: string[], cwd = this.home): Promise<{ code: number | null; output: string }> {
    const { home } = this;
    mkdirSync(home, { recursive: true });
    const options = ['--no-notices', '--no-color', '--ci'];
    const child = spawn(process.execPath, [...CLI, ...args, ...options], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: GIVEN_UP_AFTER_MS,
      env: { ...awsEnvironment(this.options.endpoint, home), CDK_DISABLE_CLI_TELEMETRY: 'true' },
    });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, output }));
    });
  }
}
