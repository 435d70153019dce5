import type { ChimeSDKVoice } from '@aws-sdk/client-chime-sdk-voice';
import { clientOf } from './clients';
import { seedChain, seedConnector } from './fixtures';
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

const termination = { CallingRegions: ['US'], CidrAllowedList: ['54.172.60.0/30'] };

describe('connectors', () => {
  test('are created, read, updated and deleted', async () => {
    const { VoiceConnector: created } = await client.createVoiceConnector({
      Name: 'byon',
      RequireEncryption: true,
      NetworkType: 'DUAL_STACK',
      Tags: [{ Key: 'stack', Value: 'a' }],
    });
    const { VoiceConnectorId } = created!;
    expect(created).toMatchObject({
      VoiceConnectorId: expect.stringMatching(/^[0-9a-z]{22}$/),
      VoiceConnectorArn: `arn:aws:chime:us-east-1:111122223333:vc/${VoiceConnectorId}`,
      OutboundHostName: `${VoiceConnectorId}.voiceconnector.chime.aws`,
      NetworkType: 'DUAL_STACK',
      CreatedTimestamp: expect.any(Date),
    });

    await client.updateVoiceConnector({ VoiceConnectorId, Name: 'renamed', RequireEncryption: false });
    const { VoiceConnector: read } = await client.getVoiceConnector({ VoiceConnectorId });
    expect(read).toMatchObject({ Name: 'renamed', RequireEncryption: false, NetworkType: 'DUAL_STACK' });

    await client.deleteVoiceConnector({ VoiceConnectorId });
    expect(chime.isEmpty()).toBe(true);
    await expect(client.deleteVoiceConnector({ VoiceConnectorId })).rejects.toMatchObject({
      name: 'NotFoundException',
      Code: 'NotFound',
    });
  });

  test('live in the region of their creation', async () => {
    const { VoiceConnectorId } = seedConnector(chime, 'irish', 'eu-west-1');
    await expect(client.getVoiceConnector({ VoiceConnectorId })).rejects.toMatchObject({
      name: 'NotFoundException',
    });
    const dublin = clientOf(chime, 'eu-west-1');
    await expect(dublin.getVoiceConnector({ VoiceConnectorId })).resolves.toBeDefined();
    dublin.destroy();
  });

  test('are created in us-east-1 when no region is named, whichever is asked', async () => {
    const dublin = clientOf(chime, 'eu-west-1');
    await dublin.createVoiceConnector({ Name: 'lost', RequireEncryption: true });
    expect((await dublin.listVoiceConnectors({})).VoiceConnectors).toEqual([]);
    expect((await client.listVoiceConnectors({})).VoiceConnectors).toMatchObject([{ Name: 'lost' }]);
    dublin.destroy();
  });

  test('are three in a region at most', async () => {
    for (const name of ['a', 'b', 'c']) seedConnector(chime, name);
    await expect(client.createVoiceConnector({ Name: 'd', RequireEncryption: true })).rejects.toMatchObject({
      name: 'ResourceLimitExceededException',
      Code: 'ResourceLimitExceeded',
    });
    seedConnector(chime, 'd', 'us-west-2');
    expect(chime.holdings().connectors).toHaveLength(4);
  });

  test('come in pages', async () => {
    chime.settings.pageSize = 2;
    for (const name of ['a', 'b', 'c']) seedConnector(chime, name);
    const first = await client.listVoiceConnectors({ MaxResults: 100 });
    expect(first.VoiceConnectors).toHaveLength(2);
    const second = await client.listVoiceConnectors({ NextToken: first.NextToken });
    expect(second.VoiceConnectors).toMatchObject([{ Name: 'c' }]);
    expect(second.NextToken).toBeUndefined();
  });

  test('stay while phone numbers are on them', async () => {
    const { VoiceConnectorId } = seedConnector(chime);
    chime.attachPhoneNumber(VoiceConnectorId, '+15550100');
    await expect(client.deleteVoiceConnector({ VoiceConnectorId })).rejects.toMatchObject({
      name: 'ConflictException',
      Code: 'PhoneNumberAssociationsExist',
    });
  });

  test('stay while a SIP rule is triggered by their host name', async () => {
    const { VoiceConnectorId } = seedChain(chime).connector;
    await expect(client.deleteVoiceConnector({ VoiceConnectorId })).rejects.toMatchObject({
      name: 'ConflictException',
    });
  });
});

describe('terminations', () => {
  test('are put, read and deleted', async () => {
    const { VoiceConnectorId } = seedConnector(chime);
    await expect(client.getVoiceConnectorTermination({ VoiceConnectorId })).rejects.toMatchObject({
      name: 'NotFoundException',
    });
    await client.putVoiceConnectorTermination({ VoiceConnectorId, Termination: termination });
    const { Termination } = await client.getVoiceConnectorTermination({ VoiceConnectorId });
    expect(Termination).toEqual({ ...termination, CpsLimit: 1, Disabled: false });
    await client.deleteVoiceConnectorTermination({ VoiceConnectorId });
    await expect(client.deleteVoiceConnectorTermination({ VoiceConnectorId })).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });

  test.each(['54.172.60.0/26', '54.172.60.1/30', '10.0.0.0/30', '54.172.60.0', '256.1.1.0/32', '::1/128'])(
    'take no network %s',
    async (cidr) => {
      const { VoiceConnectorId } = seedConnector(chime);
      const Termination = { CallingRegions: ['US'], CidrAllowedList: ['54.172.60.0/27', cidr] };
      await expect(
        client.putVoiceConnectorTermination({ VoiceConnectorId, Termination }),
      ).rejects.toMatchObject({ name: 'BadRequestException' });
    },
  );

  test('need calling regions', async () => {
    const { VoiceConnectorId } = seedConnector(chime);
    await expect(
      client.putVoiceConnectorTermination({
        VoiceConnectorId,
        Termination: { CidrAllowedList: ['54.172.60.0/30'] },
      }),
    ).rejects.toThrow('Termination.CallingRegions is required');
  });

  test('tell of the last ping', async () => {
    const { VoiceConnectorId } = seedConnector(chime);
    chime.seed('PutVoiceConnectorTermination', { VoiceConnectorId, Termination: termination });
    expect(await client.getVoiceConnectorTerminationHealth({ VoiceConnectorId })).toMatchObject({
      TerminationHealth: {},
    });
    chime.reportPing(VoiceConnectorId, '54.172.60.1');
    expect(await client.getVoiceConnectorTerminationHealth({ VoiceConnectorId })).toMatchObject({
      TerminationHealth: { Source: '54.172.60.1', Timestamp: expect.any(Date) },
    });
  });
});

describe('termination credentials', () => {
  const Credentials = [{ Username: 'carrier', Password: 'planted-secret' }];

  test('need a termination', async () => {
    const { VoiceConnectorId } = seedConnector(chime);
    await expect(
      client.putVoiceConnectorTerminationCredentials({ VoiceConnectorId, Credentials }),
    ).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  test('are put, listed without passwords, and deleted', async () => {
    const { VoiceConnectorId } = seedConnector(chime);
    await client.putVoiceConnectorTermination({ VoiceConnectorId, Termination: termination });
    await client.putVoiceConnectorTerminationCredentials({ VoiceConnectorId, Credentials });
    const { Usernames } = await client.listVoiceConnectorTerminationCredentials({ VoiceConnectorId });
    expect(Usernames).toEqual(['carrier']);
    expect(chime.passwordOf(VoiceConnectorId, 'carrier')).toBe('planted-secret');
    expect(JSON.stringify([chime.journal, chime.snapshot(), chime.holdings()])).not.toContain('planted');

    await expect(
      client.deleteVoiceConnectorTerminationCredentials({
        VoiceConnectorId,
        Usernames: ['carrier', 'other'],
      }),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
    await client.deleteVoiceConnectorTerminationCredentials({ VoiceConnectorId, Usernames: ['carrier'] });
    expect(chime.holdings().credentials).toEqual([]);
  });

  test('go with their termination', async () => {
    const { VoiceConnectorId } = seedConnector(chime);
    await client.putVoiceConnectorTermination({ VoiceConnectorId, Termination: termination });
    await client.putVoiceConnectorTerminationCredentials({ VoiceConnectorId, Credentials });
    await client.deleteVoiceConnectorTermination({ VoiceConnectorId });
    expect(chime.holdings()).toMatchObject({ terminations: [], credentials: [] });
  });

  test('are ten at most', async () => {
    const { VoiceConnectorId } = seedConnector(chime);
    await client.putVoiceConnectorTermination({ VoiceConnectorId, Termination: termination });
    const ten = Array.from({ length: 10 }, (_, i) => ({ Username: `user-${i}`, Password: 'p' }));
    await client.putVoiceConnectorTerminationCredentials({ VoiceConnectorId, Credentials: ten });
    await expect(
      client.putVoiceConnectorTerminationCredentials({ VoiceConnectorId, Credentials }),
    ).rejects.toMatchObject({ name: 'BadRequestException' });
    expect(chime.holdings().credentials).toHaveLength(10);
  });
});

describe('the other parts of a connector', () => {
  test('origination is put, read and deleted', async () => {
    const { VoiceConnectorId } = seedConnector(chime);
    const Origination = {
      Routes: [{ Host: 'sip.example.com', Port: 5060, Protocol: 'UDP' as const, Priority: 1, Weight: 1 }],
      Disabled: false,
    };
    await expect(
      client.putVoiceConnectorOrigination({ VoiceConnectorId, Origination: {} }),
    ).rejects.toMatchObject({ name: 'BadRequestException' });
    await client.putVoiceConnectorOrigination({ VoiceConnectorId, Origination });
    expect((await client.getVoiceConnectorOrigination({ VoiceConnectorId })).Origination).toEqual(
      Origination,
    );
    await client.deleteVoiceConnectorOrigination({ VoiceConnectorId });
    expect(chime.holdings().originations).toEqual([]);
    await expect(client.getVoiceConnectorOrigination({ VoiceConnectorId })).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });

  test('streaming is put, read and deleted', async () => {
    const { VoiceConnectorId } = seedConnector(chime);
    const StreamingConfiguration = {
      DataRetentionInHours: 0,
      Disabled: false,
      StreamingNotificationTargets: [{ NotificationTarget: 'EventBridge' as const }],
    };
    await client.putVoiceConnectorStreamingConfiguration({ VoiceConnectorId, StreamingConfiguration });
    expect(await client.getVoiceConnectorStreamingConfiguration({ VoiceConnectorId })).toMatchObject({
      StreamingConfiguration,
    });
    await client.deleteVoiceConnectorStreamingConfiguration({ VoiceConnectorId });
    await expect(
      client.deleteVoiceConnectorStreamingConfiguration({ VoiceConnectorId }),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  test('logging is off until it is put', async () => {
    const { VoiceConnectorId } = seedConnector(chime);
    const off = { EnableSIPLogs: false, EnableMediaMetricLogs: false };
    expect(await client.getVoiceConnectorLoggingConfiguration({ VoiceConnectorId })).toMatchObject({
      LoggingConfiguration: off,
    });
    const on = { EnableSIPLogs: true, EnableMediaMetricLogs: true };
    await client.putVoiceConnectorLoggingConfiguration({ VoiceConnectorId, LoggingConfiguration: on });
    expect(chime.holdings().loggings).toEqual([`${VoiceConnectorId}/logging`]);
  });

  test('logging is refused where the log destination is denied', async () => {
    chime.settings.logDestinationDenied = true;
    const { VoiceConnectorId } = seedConnector(chime);
    await expect(
      client.putVoiceConnectorLoggingConfiguration({
        VoiceConnectorId,
        LoggingConfiguration: { EnableSIPLogs: true },
      }),
    ).rejects.toMatchObject({ name: 'ForbiddenException', message: 'Access Denied for LogDestination' });
    expect(chime.holdings().loggings).toEqual([]);
  });

  test('tags are added, listed and removed', async () => {
    const { VoiceConnectorArn: ResourceARN } = seedConnector(chime);
    await client.tagResource({
      ResourceARN,
      Tags: [
        { Key: 'stack', Value: 'a' },
        { Key: 'owner', Value: '' },
      ],
    });
    await client.untagResource({ ResourceARN, TagKeys: ['owner'] });
    expect((await client.listTagsForResource({ ResourceARN })).Tags).toEqual([{ Key: 'stack', Value: 'a' }]);
    await expect(
      client.listTagsForResource({ ResourceARN: 'arn:aws:chime:us-east-1:111122223333:vc/none' }),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});
