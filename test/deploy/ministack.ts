import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ROOT } from './folders';
import { pythonWithMiniStack } from './python';

const READY_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 10_000;

/**
 * MiniStack, an emulator of AWS, in a process of its own on 127.0.0.1. Empty at the start, gone at the end.
 *
 * Where 1.5.33 differs from CloudFormation and AWS:
 * - it drops a GlobalTable's time to live, point-in-time recovery and deletion protection, and a bucket's lifecycle
 *   and object ownership: these are looked at in the template;
 * - `Ref` of a secret is its name, not its ARN (both find it), and an empty secret answers, where AWS answers
 *   ResourceNotFoundException;
 * - it sends no Delete after the failed Create of a custom resource, where CloudFormation sends one with the id of
 *   the failed answer: the tests of the provisioning functions replay that;
 * - resources without a change have events in an update as well, though their functions are not asked;
 * - it drops the time zone of a schedule, looks at schedules every ten seconds only, and asks an HTTP API's caller for
 *   a signature without looking whether it is right;
 * - it enforces permissions only where it is told to, without conditions on the keys of items, and needs
 *   `like_aws.py` for it; and it runs functions on this machine's Node, whatever their runtime says.
 */
export class MiniStack {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly temporary: string,
  ) {}

  /**
   * @param logFile takes all that the emulator says.
   * @param enforcesPermissions true: functions may do what the policies of their roles let them; conditions on the keys
   * of items are not looked at.
   */
  static async start(logFile: string, enforcesPermissions = false): Promise<MiniStack> {
    const python = pythonWithMiniStack();
    const port = await freePort();
    const temporary = mkdtempSync(path.join(tmpdir(), 'byon-ministack-'));
    mkdirSync(path.dirname(logFile), { recursive: true });
    const log = openSync(logFile, 'w');
    const child = spawn(python, [path.join(ROOT, 'test/deploy/run-emulator.py')], {
      // Its standard input closes when this process ends, and it ends with it.
      stdio: ['pipe', log, log],
      cwd: temporary,
      env: {
        PATH: process.env['PATH'],
        HOME: temporary,
        TMPDIR: temporary,
        BIND_HOST: '127.0.0.1',
        MINISTACK_HOST: '127.0.0.1',
        GATEWAY_PORT: String(port),
        IOT_MTLS_ENABLED: '0',
        SFTP_ENABLED: '0',
        AUTH: String(enforcesPermissions),
        PYTHONDONTWRITEBYTECODE: '1',
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      },
    });
    closeSync(log);
    const started = new MiniStack(child, `http://127.0.0.1:${port}`, temporary);
    try {
      await started.ready();
    } catch (error) {
      await started.stop();
      throw new Error(`MiniStack did not start; its log is ${logFile}`, { cause: error });
    }
    return started;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.stdin?.end();
      const impatience = setTimeout(() => this.child.kill('SIGKILL'), STOPS_WITHIN_MS);
      await gone;
      clearTimeout(impatience);
    }
    rmSync(this.temporary, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    const until = Date.now() + READY_WITHIN_MS;
    for (;;) {
      if (this.child.exitCode !== null) throw new Error(`it ended with ${this.child.exitCode}`);
      const answer = await fetch(`${this.url}/_ministack/health`).catch((error: unknown) => error as Error);
      if (answer instanceof Response && answer.ok) return;
      if (Date.now() > until)
        throw new Error(`no answer within ${READY_WITHIN_MS / 1000} s`, { cause: answer });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
