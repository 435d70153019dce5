import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ROOT } from '../lib/stacks';

const TSX = path.join(ROOT, 'node_modules/.bin/tsx');

/** A folder without `.env`, so that no key of whoever runs the tests is used. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'byon-cli-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a program as a shell in a pipe does: no terminal, no keys. */
function run(command: string, args: string[], stdin = '') {
  return new Promise<{ status: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(command, args, { cwd: folder, env: { PATH: process.env.PATH } });
    const texts = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.err += text));
    child.on('close', (status) => resolve({ status, ...texts }));
    child.stdin.end(stdin);
  });
}

function byon(args: string[], stdin?: string) {
  return run(TSX, [path.join(ROOT, 'bin/byon.ts'), ...args], stdin);
}

const CONFIG = ['--config', path.join(ROOT, 'byon.config.yaml')];

it('simulate plays a scenario and ends in 0, without colours where there is no terminal', async () => {
  const file = path.join(ROOT, 'local/scenarios/silence.yaml');
  expect(await byon(['simulate', file, ...CONFIG])).toEqual({
    status: 0,
    out: expect.stringMatching(/^✓ +[\d.]+ s {2}no-speech {9}a silent caller .*\n1 held, 0 did not\n$/),
    err: '',
  });
});

it('simulate ends in 2 for a bad file, with its line and without a stack', async () => {
  writeFileSync(path.join(folder, 'bad.yaml'), 'name: a\nsteps: []\nexpct: {}\nexpect: {}\n');
  expect(await byon(['simulate', 'bad.yaml', ...CONFIG])).toEqual({
    status: 2,
    out: '',
    err: 'bad.yaml has 1 fault:\n  line 3, expct: is not known here; did you mean expect?\n',
  });
});

it('start tells how to change its numbers and agents, and they are changed while it runs', async () => {
  const phone = spawn(TSX, [path.join(ROOT, 'bin/byon.ts'), 'start', '--port', '0', ...CONFIG], {
    cwd: folder,
    env: { PATH: process.env.PATH },
  });
  let told = '';
  await new Promise<void>((resolve) => {
    phone.stdout.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      if (told.includes('Ctrl-C')) resolve();
    });
  });
  const [, port = ''] = /npx byon agents list --local (\d+)\n/.exec(told) ?? [];
  const [agents, mixed] = await Promise.all([
    byon(['agents', 'list', '--local', port, '--json']),
    byon(['numbers', 'list', '--local', '--stack', 'Byon']),
  ]);
  expect(agents).toMatchObject({ status: 0, err: '', out: expect.stringContaining('"id":"reception"') });
  expect(mixed).toMatchObject({
    status: 1,
    err: expect.stringMatching(/'--local \[port\]' cannot be used with/),
  });
  phone.kill('SIGINT');
  expect(await new Promise((resolve) => phone.on('close', resolve))).toBe(0);
  const { status, err } = await byon(['agents', 'list', '--local', port]);
  expect({ status, err }).toEqual({ status: 1, err: expect.stringMatching(/^No phone answers at http/) });
});

it('demo and start end in 2 for a config that is not there', async () => {
  const runs = await Promise.all([
    byon(['demo', '--config', 'none.yaml']),
    byon(['start', '--config', 'none.yaml']),
  ]);
  for (const { status, err } of runs) {
    expect(status).toBe(2);
    expect(err).toBe(`none.yaml has 1 fault:\n  there is no file ${path.join(folder, 'none.yaml')}\n`);
  }
});

it('start refuses a port that is none', async () => {
  const { status, err } = await byon(['start', '--port', '70000']);
  expect(status).toBe(1);
  expect(err).toMatch(/'70000' is invalid.*whole number from 0 to 65535/s);
});

it('talk takes its lines from a pipe, answers them, and ends with the input', async () => {
  const { status, out, err } = await byon(['talk', ...CONFIG], 'When are you open?\n');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out.split('\n').slice(3)).toEqual([
    'agent  Namaste, this is Asha Clinic in Bengaluru. How can I help you?',
    'you    When are you open?',
    expect.stringMatching(/^agent {2}The clinic is open Monday to Friday/),
    'agent  Can I help you with anything else?',
    'The call is over: caller-hung-up.',
    '',
  ]);
});

it('a command that would never end ends in 1, and says so', async () => {
  const program = `require('${ROOT}/bin/until-done').untilDone(new Promise(() => {}))`;
  const { status, err } = await run(process.execPath, [
    '--require',
    require.resolve('tsx/cjs'),
    '-e',
    program,
  ]);
  expect(status).toBe(1);
  expect(err).toMatch(/^byon ended before it was done: .*\n$/);
});

it('a command that ends is not complained about', async () => {
  const program = `require('${ROOT}/bin/until-done').untilDone(Promise.resolve())`;
  const { status, err } = await run(process.execPath, [
    '--require',
    require.resolve('tsx/cjs'),
    '-e',
    program,
  ]);
  expect({ status, err }).toEqual({ status: 0, err: '' });
});
