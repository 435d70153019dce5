import { makeCallKey, makeTrunkKey } from '../../../lambda/adapters/call-key';
import { callKeySecret, KeyedCallProof } from '../../../lambda/adapters/call-proof';
import { CachedSecret } from '../../../lambda/adapters/cached-secret';
import { VirtualClock } from '../../../local/clock';
import { anIntroduction } from '../../builders/introduction';
import { FakeSecretsManager } from '../../fakes/secrets-manager';

const ARN = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:byon/call-keys';
const OLD = 'the-secret-that-was-0123456789-0123456789';
const NEW = 'the-secret-that-is-0123456789-0123456789';
let service: FakeSecretsManager;
let clock: VirtualClock;
let proof: KeyedCallProof;

beforeEach(async () => {
  service = await FakeSecretsManager.open();
  service.secrets.set(ARN, OLD);
  clock = new VirtualClock();
  const secret = new CachedSecret({ client: service.client, arn: ARN, schema: callKeySecret, clock });
  proof = new KeyedCallProof({ secret: (renew) => secret.value(renew), clock });
});
afterEach(() => service.close());

const said = (secret: string, ms = 60_000) => anIntroduction(secret, clock.now() + ms);

it('proves a call by the key that was made for it', async () => {
  expect(await proof.prove(said(OLD), 'twilio')).toBe('call');
  expect(await proof.prove(said(OLD), undefined)).toBe('call');
});

it("proves a carrier's trunk by the key that is the trunk's, and no other trunk by it", async () => {
  const key = makeTrunkKey('twilio', OLD);
  expect(await proof.prove({ key }, 'twilio')).toBe('trunk');
  expect(await proof.prove({ key }, 'vobiz')).toBeUndefined();
  expect(await proof.prove({ key }, undefined)).toBeUndefined();
});

it.each([
  ['another number', { number: '+14155550100' }],
  ['another caller', { caller: '+14155550100' }],
  ['another call', { call: 'CA02' }],
  ['no number', { number: undefined }],
  ['no caller', { caller: undefined }],
  ['no id', { call: undefined }],
  ['no key', { key: undefined }],
])('proves nothing of a call with %s', async (_, changes) => {
  expect(await proof.prove({ ...said(OLD), ...changes }, 'twilio')).toBeUndefined();
});

it('proves nothing by a key that is too old', async () => {
  const introduction = said(OLD, 60_000);
  await clock.sleep(60_000);
  expect(await proof.prove(introduction, 'twilio')).toBeUndefined();
});

it('does not read the secret for what cannot be a key', async () => {
  for (const key of [undefined, '', 'key', 'A'.repeat(72), 'a'.repeat(71), `${'a'.repeat(64)}\n`]) {
    expect(await proof.prove({ ...said(OLD), key }, 'twilio')).toBeUndefined();
  }
  expect(service.reads).toEqual([]);
});

it('knows a key of the renewed secret at once', async () => {
  await proof.prove(said(OLD), 'twilio');
  await clock.sleep(10_000);
  service.secrets.set(ARN, NEW);
  expect(await proof.prove(said(NEW), 'twilio')).toBe('call');
  expect(await proof.prove({ key: makeTrunkKey('twilio', NEW) }, 'twilio')).toBe('trunk');
  expect(service.reads).toHaveLength(2);
});

it('reads the secret every ten seconds at most, however many keys are forged', async () => {
  for (let i = 0; i < 100; i++) {
    const key = makeCallKey({ number: '+1', caller: '+2', call: String(i) }, clock.now() + 60_000, NEW);
    expect(await proof.prove({ ...said(OLD), key }, 'twilio')).toBeUndefined();
    await clock.sleep(200);
  }
  expect(service.reads.length).toBeLessThanOrEqual(3);
});

it('throws where the secret cannot be read, because nothing is proven and nothing is refuted', async () => {
  service.denies = true;
  await expect(proof.prove(said(OLD), 'twilio')).rejects.toThrow();
});

it('still proves genuine calls while the secret cannot be read anew', async () => {
  await proof.prove(said(OLD), 'twilio');
  await clock.sleep(10_000);
  service.denies = true;
  await expect(proof.prove(said(NEW), 'twilio')).rejects.toThrow();
  expect(await proof.prove(said(OLD), 'twilio')).toBe('call');
  await expect(proof.prove(said(NEW), 'twilio')).rejects.toThrow();
  expect(service.reads).toHaveLength(2);
});
