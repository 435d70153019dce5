import { trunksOf } from '../../../lambda/dial/diallers';
import { settings } from '../../../lambda/dial/settings';
import { aDialOrder } from '../../builders/dial';
import { NUMBER } from '../../builders/number';
import { startExotel } from '../../fakes/exotel';
import { HastyClock } from '../../fakes/hasty-clock';
import { FakeSecretsManager } from '../../fakes/secrets-manager';
import { startTwilio } from '../../fakes/twilio';
import { startVobiz } from '../../fakes/vobiz';

const limits = { callsPerSecond: 2, callsAtOnce: 5 };
const ENVIRONMENT = {
  STACK: 'Byon',
  REGISTRY_TABLE: 'registry',
  CALLS_TABLE: 'calls',
  CALL_DAYS: '90',
  CALLEE_KEY_SECRET: 'callees',
  LIMITS: '{"countries":["IN"],"callsPerDay":10}',
  VOICE_CONNECTOR: 'abc.voiceconnector.chime.aws',
  ENCRYPTION: 'true',
  CALL_KEY_SECRET: 'call-key',
  BRIDGE: 'https://abc123.lambda-url.us-east-1.on.aws/',
  CARRIERS: JSON.stringify({
    vobiz: { type: 'vobiz', secretArn: 'vobiz', limits },
    exotel: { type: 'exotel', secretArn: 'exotel', cluster: 'mumbai', flowId: '2002', limits },
    twilio: { type: 'twilio', secretArn: 'twilio', admission: 'stand-in', limits },
  }),
};

const secrets = new FakeSecretsManager();
const clock = new HastyClock();
const env = (changes: object = {}) => settings.parse({ ...ENVIRONMENT, ...changes });

it('has each carrier dial with the credentials of its secret', async () => {
  const fakes = { vobiz: await startVobiz(), exotel: await startExotel(), twilio: await startTwilio() };
  secrets.secrets.set('call-key', 'what call keys are made from, in the test');
  for (const [carrier, fake] of Object.entries(fakes)) {
    const { credentials } = fake;
    const stored =
      'username' in credentials
        ? { ...credentials, apiKeySid: credentials.username, apiKeySecret: credentials.password }
        : credentials;
    secrets.secrets.set(carrier, JSON.stringify(stored));
    fake.ownNumber(NUMBER);
    const trunks = trunksOf(env(), { secrets: secrets.client, clock, fetch: fake.fetch });
    const dialler = await trunks.get(carrier)!.dialler();
    const order = aDialOrder({ carrier, reference: '1'.repeat(32) });
    expect(await dialler.dial(order)).toEqual({ state: 'placed', call: fake.holdings().calls[0] });
    expect(await trunks.get(carrier)!.dialler()).toBe(dialler);
    await fake.close();
  }
});

it('tells what a carrier can do, and how much it is asked', () => {
  const trunks = trunksOf(env(), { secrets: secrets.client, clock });
  expect(
    [...trunks].map(([id, { type, cluster, detectsMachines }]) => [id, type, cluster, detectsMachines]),
  ).toEqual([
    ['vobiz', 'vobiz', undefined, true],
    ['exotel', 'exotel', 'mumbai', false],
    ['twilio', 'twilio', undefined, true],
  ]);
  expect(trunks.get('vobiz')!.limits).toEqual(limits);
});

it('makes another dialler when the credentials were changed', async () => {
  const credentials = { authId: 'MA_AAAAAAAAAAAAAAAAAAAA', authToken: 'first' };
  secrets.secrets.set('vobiz', JSON.stringify(credentials));
  const trunk = trunksOf(env(), { secrets: secrets.client, clock }).get('vobiz')!;
  const before = await trunk.dialler();
  secrets.secrets.set('vobiz', JSON.stringify({ ...credentials, authToken: 'second' }));
  await clock.sleep(6 * 60_000);
  expect(await trunk.dialler()).not.toBe(before);
});

it('says what a deployment has left out', () => {
  const trunks = (changes: object) => trunksOf(env(changes), { secrets: secrets.client, clock });
  expect(() => trunks({ BRIDGE: undefined })).toThrow(/BRIDGE is missing.*deploy the stack again/);
  expect(() => trunks({ CALL_KEY_SECRET: undefined })).toThrow(/CALL_KEY_SECRET is missing/);
  const CARRIERS = JSON.stringify({
    t: { type: 'twilio', secretArn: 't', admission: 'chime-number', limits },
  });
  expect(() => trunks({ CARRIERS })).toThrow(/no chimeNumber; deploy the stack again/);
  expect(
    settings.safeParse({ ...ENVIRONMENT, CARRIERS: '{', LIMITS: '{}', STACK: '' }).error?.issues,
  ).toHaveLength(3);
});
