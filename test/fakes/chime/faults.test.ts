import { ChimeSDKVoice, ThrottledClientException } from '@aws-sdk/client-chime-sdk-voice';
import { clientOf } from './clients';
import { seedApplication, seedConnector, target } from './fixtures';
import { startChime, type FakeChime } from './index';

let chime: FakeChime;
let client: ChimeSDKVoice;
beforeEach(async () => {
  chime = await startChime();
  client = clientOf(chime);
});
afterEach(async () => {
  client.destroy();
  await chime.close();
});

const connector = { Name: 'byon', RequireEncryption: true };

describe('a fault', () => {
  test('before an operation keeps it from happening', async () => {
    chime.faults.before('CreateVoiceConnector', { error: 'ServiceFailureException', times: 2 });
    for (let i = 0; i < 2; i++) {
      await expect(client.createVoiceConnector(connector)).rejects.toMatchObject({
        name: 'ServiceFailureException',
        $metadata: { httpStatusCode: 500 },
      });
    }
    expect(chime.isEmpty()).toBe(true);
    await client.createVoiceConnector(connector);
    expect(chime.holdings().connectors).toHaveLength(1);
    expect(chime.faults.pending).toBe(0);
  });

  test('after an operation breaks the connection', async () => {
    chime.faults.after('CreateVoiceConnector');
    await expect(client.createVoiceConnector(connector)).rejects.toThrow('socket hang up');
    expect(chime.holdings().connectors).toHaveLength(1);
    expect(chime.journal).toMatchObject([{ operation: 'CreateVoiceConnector', status: 201, lost: true }]);
  });

  test('after an operation answers with an error', async () => {
    chime.faults.after('CreateVoiceConnector', { error: 'ServiceUnavailableException' });
    await expect(client.createVoiceConnector(connector)).rejects.toMatchObject({
      name: 'ServiceUnavailableException',
    });
    expect(chime.holdings().connectors).toHaveLength(1);
  });

  test("a lost answer makes AWS's client create twice, when it may try again", async () => {
    const trying = new ChimeSDKVoice({
      endpoint: chime.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    chime.faults.after('CreateVoiceConnector');
    await trying.createVoiceConnector(connector);
    expect(chime.holdings().connectors).toHaveLength(2);
    trying.destroy();
  });

  test('throttles', async () => {
    chime.faults.throttle('ListSipRules');
    await expect(client.listSipRules({})).rejects.toThrow(ThrottledClientException);
    await expect(client.listSipRules({})).resolves.toBeDefined();
  });

  test('meets the nth request from now on, of whatever operation', async () => {
    await client.listSipRules({});
    chime.faults.before({ call: 2 }, { error: 'ServiceFailureException' });
    await client.listSipRules({});
    await expect(client.listVoiceConnectors({})).rejects.toMatchObject({ name: 'ServiceFailureException' });
    await expect(client.listVoiceConnectors({})).resolves.toBeDefined();
  });

  test('is gone once cleared', async () => {
    chime.faults.throttle('ListSipRules', 5);
    chime.faults.clear();
    await expect(client.listSipRules({})).resolves.toBeDefined();
  });

  test('can be lateness', async () => {
    chime.faults.latency('ListSipRules', 30);
    const order: string[] = [];
    await Promise.all([
      client.listSipRules({}).then(() => order.push('rules')),
      client.listVoiceConnectors({}).then(() => order.push('connectors')),
    ]);
    expect(order).toEqual(['connectors', 'rules']);
  });
});

describe('what is new', () => {
  const termination = { CallingRegions: ['US'], CidrAllowedList: ['54.172.60.0/30'] };

  test('is unknown to the first puts', async () => {
    chime.settings.unseenFor = 2;
    const { VoiceConnector } = await client.createVoiceConnector(connector);
    const put = () =>
      client.putVoiceConnectorTermination({
        VoiceConnectorId: VoiceConnector?.VoiceConnectorId,
        Termination: termination,
      });
    await expect(put()).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(put()).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(put()).resolves.toBeDefined();
  });

  test('is unknown to the first rules that name it', async () => {
    const { SipMediaApplicationId } = seedApplication(chime);
    chime.settings.unseenFor = 1;
    const { VoiceConnector } = await client.createVoiceConnector(connector);
    const create = () =>
      client.createSipRule({
        Name: 'byon',
        TriggerType: 'RequestUriHostname',
        TriggerValue: VoiceConnector?.OutboundHostName,
        TargetApplications: [target(SipMediaApplicationId)],
      });
    await expect(create()).rejects.toMatchObject({ name: 'BadRequestException' });
    await expect(create()).resolves.toBeDefined();
  });

  test('can be deleted at once', async () => {
    chime.settings.unseenFor = 1;
    const { VoiceConnector } = await client.createVoiceConnector(connector);
    await client.deleteVoiceConnector({ VoiceConnectorId: VoiceConnector?.VoiceConnectorId });
    expect(chime.isEmpty()).toBe(true);
  });

  test('is missing from the first lists', async () => {
    chime.settings.listLag = 1;
    await client.createVoiceConnector(connector);
    expect((await client.listVoiceConnectors({})).VoiceConnectors).toEqual([]);
    expect((await client.listVoiceConnectors({})).VoiceConnectors).toHaveLength(1);
  });

  test('includes the disabling of a rule', async () => {
    chime.settings.disablingTakes = 1;
    const { SipRule } = await client.createSipRule({
      Name: 'byon',
      TriggerType: 'RequestUriHostname',
      TriggerValue: seedConnector(chime).OutboundHostName,
      TargetApplications: [target(seedApplication(chime).SipMediaApplicationId)],
    });
    const SipRuleId = SipRule?.SipRuleId;
    await client.updateSipRule({ SipRuleId, Name: 'byon', Disabled: true });
    await expect(client.deleteSipRule({ SipRuleId })).rejects.toMatchObject({ name: 'ConflictException' });
    await expect(client.deleteSipRule({ SipRuleId })).resolves.toBeDefined();
  });
});
