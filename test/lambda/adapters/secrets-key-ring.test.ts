import { SecretsKeyRing } from '../../../lambda/adapters/secrets-key-ring';
import { ProviderError } from '../../../lambda/core/errors';
import { VirtualClock } from '../../../local/clock';
import { FakeSecretsManager } from '../../fakes/secrets-manager';

const ARN = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:openai-AbCdEf';
let secrets: FakeSecretsManager;

beforeEach(async () => {
  secrets = await FakeSecretsManager.open();
  secrets.secrets.set(ARN, 'sk-first');
});
afterEach(() => secrets.close());

function aKeyRing() {
  const clock = new VirtualClock();
  const settings = { openai: { secretArn: ARN }, 'openai-compatible': {} };
  return { clock, ring: new SecretsKeyRing({ client: secrets.client, settings, clock }) };
}

it.each([
  ['a bare key', 'sk-first'],
  ['a bare key with blanks around it', '  sk-first\n'],
  ['JSON', '{"apiKey": " sk-first "}'],
])('takes %s', async (_, value) => {
  secrets.secrets.set(ARN, value);
  expect(await aKeyRing().ring.key('openai')).toBe('sk-first');
});

it('has no key for a provider without a secret', async () => {
  const { ring } = aKeyRing();
  expect(await ring.key('openai-compatible')).toBeUndefined();
  expect(await ring.key('unheard-of')).toBeUndefined();
  expect(secrets.reads).toEqual([]);
});

it('reads a secret once in five minutes', async () => {
  const { ring, clock } = aKeyRing();
  await Promise.all([ring.key('openai'), ring.key('openai')]);
  await clock.sleep(299_000);
  secrets.secrets.set(ARN, 'sk-second');
  expect(await ring.key('openai')).toBe('sk-first');
  expect(secrets.reads).toHaveLength(1);
  await clock.sleep(1000);
  expect(await ring.key('openai')).toBe('sk-second');
});

it('reads it anew when the provider has refused the key', async () => {
  const { ring, clock } = aKeyRing();
  await ring.key('openai');
  secrets.secrets.set(ARN, 'sk-second');
  await clock.sleep(10_000);
  expect(await ring.key('openai', true)).toBe('sk-second');
  expect(await ring.key('openai')).toBe('sk-second');
});

it('reads it anew at most once in ten seconds, however many ask', async () => {
  const { ring, clock } = aKeyRing();
  await ring.key('openai');
  await clock.sleep(10_000);
  await Promise.all([ring.key('openai', true), ring.key('openai', true), ring.key('openai', true)]);
  await clock.sleep(9_000);
  await ring.key('openai', true);
  expect(secrets.reads).toHaveLength(2);
});

it.each([
  [null],
  [''],
  ['  '],
  ['{}'],
  ['{"apiKey": ""}'],
  ['{"apiKey": 7}'],
  ['{half'],
  ['REPLACE_ME'],
  ['<your key>'],
])('says how to fill a secret that holds %j', async (value) => {
  secrets.secrets.set(ARN, value);
  const error: unknown = await aKeyRing()
    .ring.key('openai')
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProviderError);
  expect(error).toMatchObject({ provider: 'openai', kind: 'unauthorised' });
  expect((error as Error).message).toBe(
    `openai: its secret ${ARN} holds no key yet; fill it with ` + `npx byon keys set openai --secret ${ARN}`,
  );
});

it('takes a key as soon as it is filled in', async () => {
  const { ring } = aKeyRing();
  secrets.secrets.set(ARN, null);
  await expect(ring.key('openai')).rejects.toThrow('holds no key yet');
  secrets.secrets.set(ARN, 'sk-first');
  expect(await ring.key('openai')).toBe('sk-first');
});

it('says why a secret cannot be read', async () => {
  secrets.denies = true;
  await expect(aKeyRing().ring.key('openai')).rejects.toMatchObject({
    kind: 'unavailable',
    message: `openai: its secret ${ARN} could not be read (AccessDeniedException)`,
  });
});
