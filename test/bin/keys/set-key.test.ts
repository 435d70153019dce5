import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { PassThrough } from 'node:stream';
import { setKey, type SetKeyOptions } from '../../../bin/keys/set-key';
import { Surroundings } from '../surroundings';

const PLANTED = 'sk-planted-0123456789abcdef';
const ARN = 'arn:aws:secretsmanager:eu-west-2:111122223333:secret:KeysOpenai-AbCdEf';

let laptop: Surroundings;
beforeEach(async () => {
  laptop = await Surroundings.open();
  laptop.aws.account.stacks.set('eu-west-2/Byon', { outputs: { KeyOfopenai: ARN } });
  laptop.aws.secrets.secrets.set(ARN, null);
});
afterEach(() => laptop.close());

/** Runs the command as in a pipe. @returns all that it said, and how it ended. */
async function keysSet({
  provider = 'openai',
  typed = PLANTED,
  config = {},
  ...options
}: Partial<Omit<SetKeyOptions, 'config'>> & { provider?: string; typed?: string; config?: object } = {}) {
  const output = new PassThrough();
  const input = new PassThrough();
  input.end(typed);
  const file = laptop.config(config);
  const error = await setKey(provider, { config: file, stack: 'Byon', ...options }, { input, output }).then(
    () => undefined,
    (thrown: unknown) => thrown as Error,
  );
  const said = String(output.read() ?? '');
  return { said, error, all: `${said}${error?.message}${error?.stack}${String(error?.cause)}` };
}

it('puts the key into the secret that the stack made', async () => {
  const { said, error } = await keysSet();
  expect(error).toBeUndefined();
  expect(laptop.aws.secrets.secrets.get(ARN)).toBe(PLANTED);
  expect(said).toBe('The key of openai is in the secret of stack Byon. Agents use it within five minutes.\n');
});

it.each([
  ['a line break at its end', `${PLANTED}\n`],
  ['a line break of Windows at its end', `${PLANTED}\r\n`],
  ['blanks around it', `  ${PLANTED}  `],
  ['the JSON around it', `{"apiKey": "${PLANTED}"}\n`],
])('leaves away %s', async (_, typed) => {
  expect((await keysSet({ typed })).error).toBeUndefined();
  expect(laptop.aws.secrets.secrets.get(ARN)).toBe(PLANTED);
});

it.each([
  ['', 'is empty'],
  ['\n', 'is empty'],
  ['REPLACE_ME\n', 'holds a placeholder, no key'],
  [`${PLANTED}\n${PLANTED}\n`, 'has a line break inside'],
  [`openai ${PLANTED}`, 'has a blank inside'],
  [`${PLANTED}\u200b`, 'has a character inside that no key has'],
])('stores nothing for %j', async (typed, fault) => {
  const { error, all } = await keysSet({ typed });
  expect(error?.message).toBe(
    `the key of openai has 1 fault:\n  it ${fault}; nothing was stored. Copy the key once more, alone and whole`,
  );
  expect(laptop.aws.secrets.secrets.get(ARN)).toBeNull();
  expect(all).not.toContain('planted');
});

it('prefers the secret that the config names', async () => {
  laptop.aws.secrets.secrets.set('my-company/openai', 'sk-older');
  const { said } = await keysSet({ config: { providers: { openai: { secret: 'my-company/openai' } } } });
  expect(laptop.aws.secrets.secrets.get('my-company/openai')).toBe(PLANTED);
  expect(laptop.aws.secrets.secrets.get(ARN)).toBeNull();
  expect(said).toMatch(/^The key of openai is in secret my-company\/openai\./);
});

it('prefers the secret that is named for this time', async () => {
  laptop.aws.secrets.secrets.set('trial', null);
  await keysSet({ secret: 'trial' });
  expect(laptop.aws.secrets.secrets.get('trial')).toBe(PLANTED);
  expect(laptop.aws.account.actions).toEqual([]);
});

it('takes a deployment in another region', async () => {
  laptop.aws.account.stacks.set('us-east-1/Clinic', { outputs: { KeyOfopenai: ARN } });
  expect((await keysSet({ stack: 'Clinic', region: 'us-east-1' })).error).toBeUndefined();
  expect(laptop.aws.secrets.secrets.get(ARN)).toBe(PLANTED);
});

it.each([
  [{ stack: 'Byonn' }, 'there is no stack Byonn in this account and region'],
  [{ region: 'us-east-1' }, 'there is no stack Byon in this account and region'],
])('says where a key goes when nothing is deployed at %j', async (options, why) => {
  const { error } = await keysSet(options);
  expect(error?.message).toBe(
    `The key of openai has no place yet: ${why}. Deploy first (npx cdk deploy), or say --region, --stack, or ` +
      '--secret with the name of a secret of yours.',
  );
});

it('says that a secret is not there', async () => {
  const { error, all } = await keysSet({ config: { providers: { openai: { secret: 'my-company/opnai' } } } });
  expect(error?.message).toMatch(
    /^The key was not stored: secret my-company\/opnai is not in this account and region\./,
  );
  expect(all).not.toContain('planted');
});

it('names the permission that is missing', async () => {
  laptop.aws.secrets.denies = true;
  const { error, all } = await keysSet();
  expect(error?.message).toBe(
    'The key was not stored: this account or role may not call secretsmanager:PutSecretValue. ' +
      'Next: allow secretsmanager:PutSecretValue.',
  );
  expect(all).not.toContain('planted');
});

it('says that the session has expired', async () => {
  laptop.aws.account.session = 'expired';
  expect((await keysSet()).error?.message).toMatch(
    /^The key was not stored: the AWS session has expired\. Next:/,
  );
});

it('says that there are no credentials', async () => {
  delete process.env.AWS_ACCESS_KEY_ID;
  const { error } = await keysSet();
  expect(error?.message).toMatch(/^The key was not stored: no AWS credentials were found\. Next: sign in/);
});

it('says that there is no region', async () => {
  delete process.env.AWS_REGION;
  const { error } = await keysSet();
  expect(error?.message).toMatch(/^The key was not stored: no region is set\. Next: say --region/);
});

it('never repeats a key that stands where a name belongs', async () => {
  const asProvider = await keysSet({ provider: PLANTED });
  expect(asProvider.error?.message).toBe(
    `PROVIDER has 1 fault:\n  no agent in ${path.join(laptop.folder, 'byon.config.yaml')} uses this provider ` +
      'with a key; those that are used: openai',
  );
  const asSecret = await keysSet({ secret: PLANTED });
  expect(asSecret.error?.message).toMatch(
    /^The key was not stored: the secret that --secret names is not in/,
  );
  expect(`${asProvider.all}${asSecret.all}`).not.toContain('planted');
});

it('has the faults of the config told first', async () => {
  writeFileSync(path.join(laptop.folder, 'bad.yaml'), 'agents: {}\nnumbrs: {}\n');
  const streams = { input: new PassThrough(), output: new PassThrough() };
  const options = { config: path.join(laptop.folder, 'bad.yaml'), stack: 'Byon' };
  await expect(setKey('openai', options, streams)).rejects.toThrow('numbrs');
});
