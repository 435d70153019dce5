import type { ChimeSDKVoice } from '@aws-sdk/client-chime-sdk-voice';
import { clientOf } from './clients';
import { seedChain } from './fixtures';
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

/** Two calls that change something and one that reads. */
async function scenario(): Promise<void> {
  const { VoiceConnector } = await client.createVoiceConnector({ Name: 'byon', RequireEncryption: true });
  const VoiceConnectorId = VoiceConnector?.VoiceConnectorId;
  await client.getVoiceConnector({ VoiceConnectorId });
  await client.updateVoiceConnector({ VoiceConnectorId, Name: 'byon', RequireEncryption: false });
}

describe('the journal', () => {
  test('holds every request in order, and which of them change something', async () => {
    await scenario();
    expect(chime.journal).toMatchObject([
      { operation: 'CreateVoiceConnector', region: 'us-east-1', status: 201, input: { Name: 'byon' } },
      { operation: 'GetVoiceConnector', status: 200 },
      { operation: 'UpdateVoiceConnector', status: 200 },
    ]);
    expect(chime.mutations().map(({ operation }) => operation)).toEqual([
      'CreateVoiceConnector',
      'UpdateVoiceConnector',
    ]);
  });

  test('names the errors', async () => {
    await expect(client.getSipRule({ SipRuleId: 'none' })).rejects.toMatchObject({ Code: 'NotFound' });
    expect(chime.journal).toEqual([
      {
        operation: 'GetSipRule',
        region: 'us-east-1',
        input: { SipRuleId: 'none' },
        status: 404,
        error: 'NotFoundException',
      },
    ]);
  });

  test('of a good run tells where to put a fault in the next ones', async () => {
    await scenario();
    const calls = chime.journal.length;
    for (let call = 1; call <= calls; call++) {
      chime.settings.connectorsPerRegion++;
      chime.faults.before({ call }, { error: 'ServiceFailureException' });
      await expect(scenario()).rejects.toMatchObject({ name: 'ServiceFailureException' });
      expect(chime.journal.at(-1)).toMatchObject({
        operation: chime.journal[call - 1]?.operation,
        status: 500,
      });
    }
  });
});

describe('the state', () => {
  test('of others is seeded without a trace in the journal', () => {
    const { connector, application, rule } = seedChain(chime);
    expect(chime.journal).toEqual([]);
    expect(chime.holdings()).toMatchObject({
      connectors: [connector.VoiceConnectorId],
      applications: [application.SipMediaApplicationId],
      rules: [rule.SipRuleId],
    });
  });

  test('is the same as before once what was created is deleted', async () => {
    seedChain(chime);
    const before = chime.snapshot();
    const { VoiceConnector } = await client.createVoiceConnector({ Name: 'byon', RequireEncryption: true });
    expect(chime.snapshot()).not.toEqual(before);
    await client.deleteVoiceConnector({ VoiceConnectorId: VoiceConnector?.VoiceConnectorId });
    expect(chime.snapshot()).toEqual(before);
  });

  test('can be seeded whatever the settings forbid', () => {
    const settings = { closedToNewCustomers: true, unseenFor: 9, connectorsPerRegion: 0 };
    Object.assign(chime.settings, settings);
    seedChain(chime);
    expect(chime.settings).toMatchObject({
      closedToNewCustomers: true,
      unseenFor: 9,
      connectorsPerRegion: 0,
    });
  });

  test('refuses a bad seed', () => {
    expect(() => chime.seed('CreateVoiceConnector', { Name: '', RequireEncryption: true })).toThrow(
      'Name is outside 1 to 256',
    );
  });
});
