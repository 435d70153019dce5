import { CachedSecret } from '../../../lambda/adapters/cached-secret';
import { authToken } from '../../../lambda/bridge/secrets';
import { VirtualClock } from '../../../local/clock';
import { FakeSecretsManager } from '../../fakes/secrets-manager';

const ARN = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:byon/twilio';
const OLD = 'the-token-that-was-0123456789';
const NEW = 'the-token-that-is-0123456789';
let service: FakeSecretsManager;
let clock: VirtualClock;
let secret: CachedSecret<string>;

beforeEach(async () => {
  service = await FakeSecretsManager.open();
  service.secrets.set(ARN, JSON.stringify({ accountSid: 'AC1', authToken: OLD }));
  clock = new VirtualClock();
  secret = new CachedSecret({ client: service.client, arn: ARN, schema: authToken, clock });
});
afterEach(() => service.close());

const rotate = () => service.secrets.set(ARN, JSON.stringify({ authToken: NEW }));

it('is read once in five minutes, however many ask', async () => {
  expect(await Promise.all([secret.value(), secret.value()])).toEqual([OLD, OLD]);
  rotate();
  await clock.sleep(299_999);
  expect(await secret.value()).toBe(OLD);
  await clock.sleep(1);
  expect(await secret.value()).toBe(NEW);
  expect(service.reads).toHaveLength(2);
});

it('is renewed on request, though every ten seconds at most', async () => {
  await secret.value();
  rotate();
  expect(await secret.value(true)).toBe(OLD);
  await clock.sleep(10_000);
  expect(await Promise.all([secret.value(true), secret.value(true)])).toEqual([NEW, NEW]);
  expect(service.reads).toHaveLength(2);
});

it('is read again after a failure', async () => {
  service.denies = true;
  await expect(secret.value()).rejects.toThrow();
  service.denies = false;
  expect(await secret.value()).toBe(OLD);
});

it.each(['not JSON at all, 0123456789', '{"authToken": "short-one"}', '{"apiKeySid": "SK0123456789abcdef"}'])(
  'is not quoted when it holds something else: %s',
  async (text) => {
    service.secrets.set(ARN, text);
    await expect(secret.value()).rejects.toThrow(
      `the secret ${ARN} does not hold what it should; fill it anew`,
    );
  },
);

it('stays in use when it cannot be renewed, and is asked for again after ten seconds', async () => {
  await secret.value();
  await clock.sleep(10_000);
  service.denies = true;
  await expect(secret.value(true)).rejects.toThrow();
  await expect(secret.value(true)).rejects.toThrow();
  expect(await secret.value()).toBe(OLD);
  expect(service.reads).toHaveLength(2);
  service.denies = false;
  rotate();
  await clock.sleep(10_000);
  expect(await secret.value(true)).toBe(NEW);
  expect(await secret.value()).toBe(NEW);
});

it('keeps nobody waiting who did not ask for it anew', async () => {
  await secret.value();
  await clock.sleep(10_000);
  rotate();
  const renewed = secret.value(true);
  expect(await secret.value()).toBe(OLD);
  expect(await renewed).toBe(NEW);
  expect(await secret.value()).toBe(NEW);
});
