import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT, WORK } from './folders';

const ENVIRONMENT = path.join(WORK, 'python');
const PYTHON = path.join(ENVIRONMENT, 'bin', 'python3');
const INSTALLED = path.join(ENVIRONMENT, 'installed.txt');
const REQUIREMENTS = path.join(ROOT, 'test/deploy/requirements.txt');

/**
 * Installs MiniStack at its pinned version into a virtual environment of this project, unless it is there.
 *
 * @returns the interpreter that has it.
 * @throws Error that says what to install on this machine.
 */
export function pythonWithMiniStack(): string {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === wanted && run(PYTHON, ['--version']).ok) {
    return PYTHON;
  }
  demandPython();
  rmSync(ENVIRONMENT, { recursive: true, force: true });
  const made = run('python3', ['-m', 'venv', ENVIRONMENT]);
  if (!made.ok) throw missing('the modules venv and ensurepip of Python', made.output);
  // Without dependencies: the file names them all, so nothing comes in that is not pinned.
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '-r',
    REQUIREMENTS,
  ];
  const installed = run(PYTHON, pip);
  if (!installed.ok) {
    throw new Error(`pip could not install ${REQUIREMENTS} from the package index:\n${installed.output}`);
  }
  writeFileSync(INSTALLED, wanted);
  return PYTHON;
}

function demandPython(): void {
  const recent = run('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))']);
  if (!recent.ok) throw missing('Python 3.10 or newer, as python3', recent.output);
}

function missing(what: string, output: string): Error {
  return new Error(
    `npm run test:deploy needs ${what}, for the AWS emulator. Install it (Debian, Ubuntu: ` +
      '`sudo apt-get install python3-venv`; macOS: `brew install python`) and run the tests again.' +
      (output && `\n${output}`),
  );
}

function run(command: string, args: string[]): { ok: boolean; output: string } {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: 300_000 });
  return { ok: status === 0, output: [error?.message, stdout, stderr].filter(Boolean).join('\n').trim() };
}
