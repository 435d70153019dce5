import { Surroundings } from '../../surroundings';
import { examine, examined } from '../examine';

const PLANTED = 'sk-planted-0123456789abcdef';
const ARN = 'arn:aws:secretsmanager:eu-west-2:111122223333:secret:KeysOpenai-AbCdEf';
const NAMED = { providers: { openai: { secret: 'my-company/openai' } } };

let laptop: Surroundings;
beforeEach(async () => {
  laptop = await Surroundings.open();
});
afterEach(() => laptop.close());

function deployWithKey(value: string | null): void {
  laptop.aws.account.stacks.set('eu-west-2/Byon', { outputs: { KeyOfopenai: ARN } });
  laptop.aws.secrets.secrets.set(ARN, value);
}

it('has nothing against a secret that the deploy will make', async () => {
  expect((await examine(laptop)).of('key of openai')).toEqual([
    {
      check: 'key of openai',
      status: 'ok',
      detail: 'not deployed yet; the deploy makes an empty secret',
      next: 'after the deploy: npx byon keys set openai',
    },
  ]);
});

it('finds the key in the secret that the stack made', async () => {
  deployWithKey(PLANTED);
  const { text, of } = await examine(laptop);
  expect(of('key of openai')).toEqual([
    { check: 'key of openai', status: 'ok', detail: 'the secret of stack Byon holds a key' },
  ]);
  expect(text).not.toContain('planted');
});

it.each([
  [null, 'is empty'],
  ['  \n', 'is empty'],
  ['REPLACE_ME', 'holds a placeholder, no key'],
  ['<your key>', 'holds a placeholder, no key'],
  ['{"apiKey": ""}', 'holds a placeholder, no key'],
  [`${PLANTED}\n${PLANTED}`, 'has a line break inside'],
  [`${PLANTED} ${PLANTED}`, 'has a blank inside'],
  [`${PLANTED}\u200b`, 'has a character inside that no key has'],
])('says what is wrong with %j and how to mend it', async (value, fault) => {
  deployWithKey(value);
  const { status, text, of } = await examine(laptop);
  expect(status).toBe(1);
  expect(of('key of openai')).toEqual([
    {
      check: 'key of openai',
      status: 'blocker',
      detail: `the secret of stack Byon ${fault}`,
      next: 'npx byon keys set openai',
    },
  ]);
  expect(text).not.toContain('planted');
});

it('tells of a secret of the stack that is gone', async () => {
  deployWithKey(null);
  laptop.aws.secrets.secrets.delete(ARN);
  expect((await examine(laptop)).of('key of openai')[0]).toMatchObject({
    status: 'blocker',
    detail: 'the secret that stack Byon made is gone',
  });
});

it('tells of a provider that came to the config after the deploy', async () => {
  laptop.aws.account.stacks.set('eu-west-2/Byon', {});
  expect((await examine(laptop)).of('key of openai')[0]).toMatchObject({
    status: 'warning',
    detail: 'stack Byon has no secret for it yet; the next deploy makes one',
  });
});

it('looks into the stack of another name and region', async () => {
  laptop.aws.account.stacks.set('us-east-1/Clinic', { outputs: { KeyOfopenai: ARN } });
  laptop.aws.secrets.secrets.set(ARN, PLANTED);
  const { of } = await examine(laptop, {}, { stack: 'Clinic', region: 'us-east-1' });
  expect(of('key of openai')[0]).toMatchObject({ detail: 'the secret of stack Clinic holds a key' });
});

it('finds the key in a secret that the config names', async () => {
  laptop.aws.secrets.secrets.set('my-company/openai', `{"apiKey": "${PLANTED}"}`);
  const { text, of } = await examine(laptop, NAMED);
  expect(of('key of openai')).toEqual([
    { check: 'key of openai', status: 'ok', detail: 'secret my-company/openai holds a key' },
  ]);
  expect(text).not.toContain('planted');
});

it('tells of a misspelt name', async () => {
  laptop.aws.secrets.secrets.set('my-company/openai', PLANTED);
  const { status, of } = await examine(laptop, { providers: { openai: { secret: 'my-company/opnai' } } });
  expect(status).toBe(1);
  expect(of('key of openai')).toEqual([
    {
      check: 'key of openai',
      status: 'blocker',
      detail: 'there is no secret my-company/opnai in eu-west-2',
      next: 'make it, or correct providers.openai.secret in the config',
    },
  ]);
});

it('tells of a secret that somebody has deleted', async () => {
  laptop.aws.secrets.secrets.set('my-company/openai', PLANTED);
  laptop.aws.secrets.scheduledForDeletion.add('my-company/openai');
  expect((await examine(laptop, NAMED)).of('key of openai')[0]).toMatchObject({
    status: 'blocker',
    detail: 'secret my-company/openai is scheduled for deletion',
    next: expect.stringContaining('aws secretsmanager restore-secret'),
  });
});

it('cannot tell without the permission, and names it', async () => {
  laptop.aws.secrets.secrets.set('my-company/openai', PLANTED);
  laptop.aws.secrets.denies = true;
  const { status, of } = await examine(laptop, NAMED);
  expect(status).toBe(0);
  expect(of('key of openai')).toEqual([
    {
      check: 'key of openai',
      status: 'unknown',
      detail: 'this account or role may not call secretsmanager:GetSecretValue',
      next: 'allow secretsmanager:GetSecretValue',
    },
  ]);
});

it('cannot tell where CloudFormation does not', async () => {
  laptop.aws.account.denied.add('cloudformation:DescribeStacks');
  expect((await examine(laptop)).of('key of openai')[0]).toMatchObject({
    status: 'unknown',
    next: 'allow cloudformation:DescribeStacks',
  });
});

it('asks for no key of a server that wants none', async () => {
  const { checks } = await examine(laptop, {
    providers: { openai: { key: false, baseUrl: 'http://127.0.0.1:1' } },
  });
  expect(checks.filter(({ check }) => check.startsWith('key of'))).toEqual([]);
});

it('shows no key in the table either', async () => {
  deployWithKey(PLANTED);
  expect((await examined(laptop)).text).not.toContain('planted');
});
