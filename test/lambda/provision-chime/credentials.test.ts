import { AwsAccount } from './aws-account';
import { OTHER_PASSWORD, PLANTED_PASSWORD, SECRET_ARN } from './samples';

let account: AwsAccount;
let connector: string;
beforeEach(() => {
  account = new AwsAccount();
});

/** A connector with a termination: BYON's, or somebody else's. */
function seedConnector(whose: 'ours' | 'foreign'): void {
  const { VoiceConnector } = account.chime.seed('CreateVoiceConnector', {
    Name: 'trunk',
    RequireEncryption: true,
    ...(whose === 'ours' && { Tags: [{ Key: 'byon:owner', Value: 'a stack/Connector' }] }),
  });
  connector = VoiceConnector.VoiceConnectorId;
  account.chime.seed('PutVoiceConnectorTermination', {
    VoiceConnectorId: connector,
    Termination: { CpsLimit: 1, CallingRegions: ['US'], CidrAllowedList: ['54.172.60.0/30'] },
  });
}

function keep(content: unknown): void {
  account.secrets.secrets.set(SECRET_ARN, typeof content === 'string' ? content : JSON.stringify(content));
}

let revision = 0;
const deploy = () =>
  account.stack.deploy({
    Credentials: {
      type: 'Custom::ByonTerminationCredentials',
      properties: { VoiceConnectorId: connector, SecretArn: SECRET_ARN, Revision: `${(revision += 1)}` },
    },
  });
const usernames = () =>
  account.chime
    .holdings()
    .credentials.map((id) => id.replace(`${connector}/credentials/`, ''))
    .sort();
const seedCredential = (Username: string) =>
  account.chime.seed('PutVoiceConnectorTerminationCredentials', {
    VoiceConnectorId: connector,
    Credentials: [{ Username, Password: 'theirs' }],
  });

test('brings the secret to the connector: one credential, or a list', async () => {
  seedConnector('ours');
  keep({ username: 'a', password: PLANTED_PASSWORD });
  await deploy();
  expect(account.chime.passwordOf(connector, 'a')).toBe(PLANTED_PASSWORD);

  keep([
    { username: 'a', password: OTHER_PASSWORD },
    { username: 'b', password: PLANTED_PASSWORD },
  ]);
  await deploy();
  expect(account.chime.passwordOf(connector, 'a')).toBe(OTHER_PASSWORD);
  expect(account.chime.passwordOf(connector, 'b')).toBe(PLANTED_PASSWORD);
});

test('removes the user names that the secret no longer has, after the new ones are there', async () => {
  seedConnector('ours');
  keep({ username: 'old', password: PLANTED_PASSWORD });
  await deploy();
  keep({ username: 'new', password: OTHER_PASSWORD });
  await deploy();

  expect(usernames()).toEqual(['new']);
  expect(
    account.chime.mutations().map(({ operation }) => operation.replace('VoiceConnectorTermination', '')),
  ).toEqual(['PutCredentials', 'PutCredentials', 'DeleteCredentials']);
});

test("leaves another's user names on another's connector alone", async () => {
  seedConnector('foreign');
  seedCredential('theirs');
  keep({ username: 'ours', password: PLANTED_PASSWORD });

  await deploy();
  expect(usernames()).toEqual(['ours', 'theirs']);

  expect(await account.stack.delete()).toBe('COMPLETE');
  expect(usernames()).toEqual(['theirs']);
});

test('deletes them although the secret is gone', async () => {
  seedConnector('ours');
  keep({ username: 'a', password: PLANTED_PASSWORD });
  await deploy();
  account.secrets.secrets.clear();

  expect(await account.stack.delete()).toBe('COMPLETE');
  expect(usernames()).toEqual([]);
});

test('deletes nothing where the connector is gone', async () => {
  seedConnector('ours');
  keep({ username: 'a', password: PLANTED_PASSWORD });
  await deploy();
  account.chime.seed('DeleteVoiceConnector', { VoiceConnectorId: connector });

  expect(await account.stack.delete()).toBe('COMPLETE');
});

test.each([
  ['is no JSON', `{"username": "a", "password": "${PLANTED_PASSWORD}`, 'must hold {"username"'],
  ['has another shape', { user: PLANTED_PASSWORD }, 'must hold {"username"'],
  ['is empty', '', 'aws secretsmanager put-secret-value'],
  ['has no credentials', [], 'has 0 credentials; give it 1 to 10'],
  [
    'has too many',
    Array.from({ length: 11 }, (_, i) => ({ username: `u${i}`, password: PLANTED_PASSWORD })),
    'has 11 credentials',
  ],
  ['has other letters', { username: 'ä', password: `${PLANTED_PASSWORD}ä` }, 'printable US-ASCII'],
  [
    'has a user name twice',
    [
      { username: PLANTED_PASSWORD, password: 'x' },
      { username: PLANTED_PASSWORD, password: 'y' },
    ],
    '1.username: is the same as that of 0',
  ],
])('a secret that %s fails with what to do, and without its content', async (_, content, words) => {
  seedConnector('ours');
  keep(content);

  expect(await deploy()).toBe('ROLLBACK_COMPLETE');

  expect(account.stack.reasons.join()).toContain(words);
  expect(account.stack.bodies.join() + JSON.stringify(account.log.entries)).not.toContain(PLANTED_PASSWORD);
  expect(account.chime.mutations()).toEqual([]);
});

test('a secret that may not be read says which permission is missing', async () => {
  seedConnector('ours');
  account.secrets.denies = true;

  await deploy();

  expect(account.stack.reasons.join()).toContain('secretsmanager:GetSecretValue');
});
