import { stripVTControlCharacters } from 'node:util';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { doctor } from '../../../bin/doctor/doctor';
import { InvalidInputError } from '../../../lambda/core/errors';
import { HastyClock } from '../../fakes/hasty-clock';
import { Surroundings } from '../surroundings';
import { examine, examined } from './examine';

let laptop: Surroundings;
beforeEach(async () => {
  laptop = await Surroundings.open();
  laptop.aws.chime.seed(
    'CreateSipMediaApplication',
    {
      AwsRegion: 'us-east-1',
      Name: 'older',
      Endpoints: [{ LambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:older' }],
    },
    'us-east-1',
  );
});
afterEach(() => laptop.close());

it('finds nothing in the way of a first deploy', async () => {
  const { status, verdict, checks } = await examine(laptop);
  expect({ status, verdict }).toEqual({ status: 0, verdict: 'ok' });
  expect(checks.map(({ check }) => check)).toEqual([
    'credentials',
    'region',
    'SIP applications',
    'connectors',
    'calls a second',
    'calls at once',
    'Lambda at once',
    'key of openai',
    'callers',
    'media in India',
  ]);
  expect(checks[0]).toEqual({
    check: 'credentials',
    status: 'ok',
    detail: 'account 111122223333, as user/asha',
  });
});

it('says what to do next in one line under the table', async () => {
  const { text } = await examined(laptop);
  expect(text.trimEnd().split('\n').at(-1)).toBe('All is well. Next: npx cdk deploy.');
});

it('writes a table of ASCII that fits 80 columns', async () => {
  const { text: coloured } = await examined(laptop, {
    numbers: { '+14155550100': { agent: 'reception' }, '+911800000000': { agent: 'reception' } },
    endpoint: { callsFrom: ['54.172.60.0/30'] },
    providers: {
      openai: { secret: `arn:aws:secretsmanager:eu-west-2:111122223333:secret:${'s'.repeat(60)}` },
    },
  });
  const text = stripVTControlCharacters(coloured);
  const lines = text.split('\n');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(text).toMatch(/^[\n\x20-\x7e]+$/);
  expect(lines[0]).toBe('ok       credentials       account 111122223333, as user/asha');
});

it('only reads', async () => {
  await examine(laptop);
  expect(laptop.aws.chime.journal.map(({ operation }) => operation)).toContain('ListSipMediaApplications');
  expect(laptop.aws.chime.mutations()).toEqual([]);
  expect(laptop.aws.chime.refused).toEqual([]);
  expect(new Set(laptop.aws.account.actions)).toEqual(
    new Set([
      'sts:GetCallerIdentity',
      'cloudformation:DescribeStacks',
      'servicequotas:ListServiceQuotas',
      'lambda:GetAccountSettings',
    ]),
  );
});

it('without credentials says so, asks AWS nothing, and still looks at what needs no AWS', async () => {
  delete process.env.AWS_ACCESS_KEY_ID;
  delete process.env.AWS_SECRET_ACCESS_KEY;
  const { status, verdict, checks, of } = await examine(laptop);
  expect({ status, verdict }).toEqual({ status: 1, verdict: 'blocker' });
  expect(of('credentials')).toEqual([
    {
      check: 'credentials',
      status: 'blocker',
      detail: 'no AWS credentials were found',
      next: 'sign in (`aws sso login`), or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and its secret',
    },
  ]);
  expect(checks.filter((result) => result.status === 'unknown').map(({ check }) => check)).toEqual([
    'SIP applications',
    'connectors',
    'Lambda at once',
    'key of openai',
  ]);
  expect(of('region')[0]).toMatchObject({ status: 'ok' });
  expect(laptop.aws.account.actions).toEqual([]);
  expect(laptop.aws.chime.journal).toEqual([]);
});

it.each([
  ['expired', 'the AWS session has expired', /sign in again/],
  ['unknown', 'AWS does not accept these credentials (InvalidClientTokenId)', /AWS_PROFILE/],
] as const)('says that the credentials are %s', async (session, detail, next) => {
  laptop.aws.account.session = session;
  const { status, of } = await examine(laptop);
  expect(status).toBe(1);
  expect(of('credentials')).toEqual([
    { check: 'credentials', status: 'blocker', detail, next: expect.stringMatching(next) },
  ]);
  expect(laptop.aws.account.actions).toEqual(['sts:GetCallerIdentity']);
});

it('takes a profile that is not there for missing credentials', async () => {
  delete process.env.AWS_ACCESS_KEY_ID;
  delete process.env.AWS_SECRET_ACCESS_KEY;
  const { status, of } = await examine(laptop, {}, { profile: 'nobody', region: 'eu-west-2' });
  expect(status).toBe(1);
  expect(of('credentials')[0]).toMatchObject({ status: 'blocker', detail: 'no AWS credentials were found' });
});

it('takes region and credentials from a profile', async () => {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, ...others } = laptop.aws.environment;
  const { AWS_REGION: _, ...rest } = others;
  process.env = rest;
  writeFileSync(others.AWS_CONFIG_FILE!, '[profile asha]\nregion = ap-southeast-1\n');
  writeFileSync(
    others.AWS_SHARED_CREDENTIALS_FILE!,
    `[asha]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`,
  );
  const { of } = await examine(laptop, {}, { profile: 'asha' });
  expect(of('credentials')[0]).toMatchObject({ status: 'ok' });
  expect(of('region')[0]!.detail).toMatch(/^ap-southeast-1;/);
});

it('looks at nothing when the config has faults', async () => {
  const file = path.join(laptop.folder, 'bad.yaml');
  writeFileSync(file, 'agents: {}\nnumbrs: {}\n');
  const output = { write: () => true };
  const options = { config: file, stack: 'Byon', json: false };
  const network = { clock: new HastyClock() };
  await expect(doctor(options, { output, today: new Date(), network })).rejects.toBeInstanceOf(
    InvalidInputError,
  );
  expect(laptop.aws.account.actions).toEqual([]);
});
