import { spawn } from 'node:child_process';
import * as path from 'node:path';
import type { Result } from '../../bin/doctor/result';
import { aNumber, NUMBER } from '../builders/number';
import { ROOT } from '../lib/stacks';
import { DeployedRegistry, reception } from './registry/deployed-registry';
import { Surroundings } from './surroundings';

/** The commands that speak to AWS, as a person or a CI job runs them. */
const PLANTED = 'sk-planted-0123456789abcdef';
const ARN = 'arn:aws:secretsmanager:eu-west-2:111122223333:secret:KeysOpenai-AbCdEf';

let laptop: Surroundings;
beforeEach(async () => {
  laptop = await Surroundings.open();
});
afterEach(() => laptop.close());

function byon(
  args: string[],
  { stdin = '', env = {} }: { stdin?: string; env?: Record<string, string> } = {},
) {
  return new Promise<{ status: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(path.join(ROOT, 'node_modules/.bin/tsx'), [path.join(ROOT, 'bin/byon.ts'), ...args], {
      cwd: laptop.folder,
      env: { PATH: process.env.PATH, ...laptop.aws.environment, ...env },
    });
    const texts = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.err += text));
    child.on('close', (status) => resolve({ status, ...texts }));
    child.stdin.end(stdin);
  });
}

it('doctor prints a table and its verdict, and ends in 0', async () => {
  laptop.config();
  const { status, out, err } = await byon(['doctor']);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toMatch(/^ok +credentials +account 111122223333, as user\/asha\n/);
  expect(out).toMatch(/\n\nNothing stands in the way; one warning to read\. Next: npx cdk deploy\.\n$/);
});

it('doctor ends in 1 on a blocker, and prints one JSON object', async () => {
  laptop.config();
  const { status, out } = await byon(['doctor', '--json', '--region', 'ap-south-1']);
  expect(status).toBe(1);
  expect(out.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(out)).toMatchObject({ verdict: 'blocker', checks: expect.any(Array) });
});

it('doctor says that AWS is not reached, without a stack', async () => {
  laptop.config();
  const { status, out, err } = await byon(['doctor', '--json'], {
    env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
  });
  expect({ status, err }).toEqual({ status: 0, err: '' });
  const { checks, verdict } = JSON.parse(out) as { checks: Result[]; verdict: string };
  expect(verdict).toBe('unknown');
  expect(checks[0]).toEqual({
    check: 'credentials',
    status: 'unknown',
    detail: 'AWS was not reached (ECONNREFUSED)',
    next: 'look at the network, the proxy and the name of the region',
  });
});

it('doctor ends in 2 for a config that is not there', async () => {
  const { status, out, err } = await byon(['doctor']);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(/^byon\.config\.yaml has 1 fault:\n {2}there is no file /);
});

it('keys set takes a key from a pipe and says nothing of it; the doctor then finds it', async () => {
  laptop.config();
  laptop.aws.account.stacks.set('eu-west-2/Byon', { outputs: { KeyOfopenai: ARN } });
  laptop.aws.secrets.secrets.set(ARN, null);
  const set = await byon(['keys', 'set', 'openai'], { stdin: `${PLANTED}\n` });
  expect(set).toEqual({
    status: 0,
    out: 'The key of openai is in the secret of stack Byon. Agents use it within five minutes.\n',
    err: '',
  });
  expect(laptop.aws.secrets.secrets.get(ARN)).toBe(PLANTED);
  const { out } = await byon(['doctor']);
  expect(out).toMatch(/^ok +key of openai +the secret of stack Byon holds a key$/m);
  expect(out).not.toContain('planted');
});

it('keys set refuses a key as an argument, and does not repeat it', async () => {
  laptop.config();
  const { status, out, err } = await byon(['keys', 'set', 'openai', PLANTED]);
  expect(status).toBe(1);
  expect(err).toContain('too many arguments');
  expect(`${out}${err}`).not.toContain('planted');
});

it('keys set ends in 2 for a text that is no key, and in 1 where AWS refuses', async () => {
  laptop.config();
  laptop.aws.account.stacks.set('eu-west-2/Byon', { outputs: { KeyOfopenai: ARN } });
  laptop.aws.secrets.secrets.set(ARN, null);
  expect((await byon(['keys', 'set', 'openai'], { stdin: `${PLANTED}\n${PLANTED}\n` })).status).toBe(2);
  laptop.aws.secrets.denies = true;
  const { status, out, err } = await byon(['keys', 'set', 'openai'], { stdin: PLANTED });
  expect({ status, out }).toEqual({ status: 1, out: '' });
  expect(err).toMatch(/^The key was not stored: .*secretsmanager:PutSecretValue\.\n$/);
  expect(err).not.toContain('planted');
});

it('plan ends in 0 where no carrier has a number, and in 1 with a sentence where AWS does not tell', async () => {
  laptop.config();
  expect(await byon(['plan'])).toEqual({
    status: 0,
    out:
      'Led here by hand, and not touched: +14155550100\n\n' +
      'Nothing to do. Nothing was changed. Next: npx cdk deploy.\n',
    err: '',
  });
  const { status, out, err } = await byon(['plan'], { env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' } });
  expect({ status, out }).toEqual({ status: 1, out: '' });
  expect(err).toMatch(
    /^No plan: what is deployed is not known, since AWS was not reached \(ECONNREFUSED\)\. Next: /,
  );
});

it('numbers import wants a file or a carrier, and ends in 2 for one that the config does not have', async () => {
  laptop.config();
  for (const both of [[], ['numbers.csv', '--from-carrier', 'twilio']]) {
    const without = await byon(['numbers', 'import', ...both]);
    expect({ status: without.status, out: without.out }).toEqual({ status: 2, out: '' });
    expect(without.err).toContain(
      'name a file for the registry, or --from-carrier for the config, and not both',
    );
  }
  const { status, out, err } = await byon(['numbers', 'import', '--from-carrier', 'twilio']);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(/^--from-carrier has 1 fault:\n {2}the config has no carrier twilio; it has: none\. /);
});

describe('the registry', () => {
  let registry: DeployedRegistry;
  beforeEach(async () => {
    await laptop.close();
    registry = await DeployedRegistry.open();
    laptop = registry.laptop;
    await registry.deploy([reception], [aNumber()]);
  });
  afterEach(async () => {
    await registry.close();
    laptop = await Surroundings.open();
  });

  it('numbers and agents are listed, and a number is suspended at once', async () => {
    expect((await byon(['numbers', 'list'])).out).toBe(
      '+918041234567     reception                         active     led here by hand\none number\n',
    );
    expect((await byon(['agents', 'list'])).out).toMatch(/^reception +\w{12} .* stack Byon +en-IN$/m);
    const { status, err } = await byon(['numbers', 'suspend', NUMBER, '--reason', 'a complaint']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(await registry.directory.findNumber(NUMBER)).toMatchObject({ status: 'suspended' });
  });

  it('each command ends in 2 for a mistake, in a sentence', async () => {
    registry.file('agent.yaml', 'language: en-US\n');
    registry.file('numbers.csv', 'number,agent\n98765,reception\n');
    const mistakes: [string[], RegExp][] = [
      [['numbers', 'show', '98765'], /^NUMBER has 1 fault:\n {2}must be E\.164/],
      [
        ['numbers', 'import', 'numbers.csv'],
        /^numbers\.csv: one fault in one row, and nothing was written:\n/,
      ],
      [['numbers', 'export', 'numbers.csv'], /numbers\.csv is there already/],
      [['numbers', 'assign', NUMBER, 'nobody'], /there is no agent nobody/],
      [['numbers', 'suspend', NUMBER, '--reason', ''], /must have 1 to 500 characters/],
      [['numbers', 'resume', '98765'], /must be E\.164/],
      [['agents', 'put', 'reception', '--file', 'agent.yaml'], /^agent\.yaml has \d+ faults:\n {2}line 1, /],
      [['agents', 'rollback', 'reception'], /^the rollback has 1 fault:\n {2}to: no version is known/],
    ];
    for (const [args, message] of mistakes) {
      const { status, out, err } = await byon(args);
      expect({ args, status, out: out.replace(/^looked at.*\n/, '') }).toEqual({ args, status: 2, out: '' });
      expect(err).toMatch(message);
    }
  });

  it('what is not there ends in 1', async () => {
    const wrong = [
      [['numbers', 'list', '--status', 'asleep'], /Allowed choices are active, suspended/],
      [['numbers', 'list', '--stack', 'Other'], /^There is no stack Other/],
      [['agents', 'show', 'nobody'], /^The registry of stack Byon has no agent nobody/],
      [['agents', 'list', '--region', 'us-east-1'], /^There is no stack Byon/],
    ] as const;
    for (const [args, message] of wrong) {
      const { status, err } = await byon([...args]);
      expect({ args, status }).toEqual({ args, status: 1 });
      expect(err).toMatch(message);
    }
  });
});
