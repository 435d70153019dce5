import type { ChimeSDKVoice } from '@aws-sdk/client-chime-sdk-voice';
import { clientOf } from './clients';
import { FUNCTION, seedApplication, seedChain } from './fixtures';
import { CLOSED_TO_NEW_CUSTOMERS, startChime, type FakeChime } from './index';

let chime: FakeChime;
let client: ChimeSDKVoice;
beforeEach(async () => {
  chime = await startChime({ account: '000000000000' });
  client = clientOf(chime);
});
afterEach(async () => {
  client.destroy();
  await chime.close();
});

const wanted = { Name: 'byon', AwsRegion: 'us-east-1', Endpoints: [{ LambdaArn: FUNCTION }] };

describe('SIP media applications', () => {
  test('are created, read, updated and deleted', async () => {
    const { SipMediaApplication: created } = await client.createSipMediaApplication(wanted);
    const { SipMediaApplicationId } = created!;
    expect(created).toMatchObject({
      ...wanted,
      SipMediaApplicationId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      SipMediaApplicationArn: `arn:aws:chime:us-east-1:000000000000:sma/${SipMediaApplicationId}`,
    });

    await client.updateSipMediaApplication({ SipMediaApplicationId, Name: 'renamed' });
    const { SipMediaApplication: read } = await client.getSipMediaApplication({ SipMediaApplicationId });
    expect(read).toMatchObject({ Name: 'renamed', Endpoints: wanted.Endpoints });

    await client.deleteSipMediaApplication({ SipMediaApplicationId });
    expect(chime.isEmpty()).toBe(true);
    await expect(client.deleteSipMediaApplication({ SipMediaApplicationId })).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });

  test('need a function of their own region', async () => {
    const Endpoints = [{ LambdaArn: FUNCTION.replace('us-east-1', 'eu-west-1') }];
    await expect(client.createSipMediaApplication({ ...wanted, Endpoints })).rejects.toMatchObject({
      name: 'BadRequestException',
    });
    const { SipMediaApplicationId } = seedApplication(chime);
    await expect(
      client.updateSipMediaApplication({ SipMediaApplicationId, Endpoints }),
    ).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  test('need the ARN of a function', async () => {
    const Endpoints = [{ LambdaArn: `${FUNCTION}:extra` }];
    await expect(client.createSipMediaApplication({ ...wanted, Endpoints })).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });

  test('are as many in a region as the quota says', async () => {
    chime.settings.applicationsPerRegion = 1;
    await client.createSipMediaApplication(wanted);
    await expect(client.createSipMediaApplication(wanted)).rejects.toMatchObject({
      name: 'ResourceLimitExceededException',
    });
  });

  test('are refused to new customers', async () => {
    chime.settings.closedToNewCustomers = true;
    await expect(client.createSipMediaApplication(wanted)).rejects.toMatchObject(CLOSED_TO_NEW_CUSTOMERS);
    expect(chime.isEmpty()).toBe(true);
  });

  test('stay while a SIP rule targets them', async () => {
    const { SipMediaApplicationId } = seedChain(chime).application;
    await expect(client.deleteSipMediaApplication({ SipMediaApplicationId })).rejects.toMatchObject({
      name: 'ConflictException',
    });
  });

  test('log when told to, unless the log destination is denied', async () => {
    const { SipMediaApplicationId } = seedApplication(chime);
    const SipMediaApplicationLoggingConfiguration = { EnableSipMediaApplicationMessageLogs: true };
    const put = () =>
      client.putSipMediaApplicationLoggingConfiguration({
        SipMediaApplicationId,
        SipMediaApplicationLoggingConfiguration,
      });
    chime.settings.logDestinationDenied = true;
    await expect(put()).rejects.toMatchObject({ name: 'ForbiddenException' });
    expect(chime.holdings().loggings).toEqual([]);

    chime.settings.logDestinationDenied = false;
    await put();
    expect(chime.holdings().loggings).toEqual([`${SipMediaApplicationId}/logging`]);
    expect(await client.getSipMediaApplicationLoggingConfiguration({ SipMediaApplicationId })).toMatchObject({
      SipMediaApplicationLoggingConfiguration,
    });
  });

  test('are listed by region', async () => {
    seedApplication(chime, 'here');
    seedApplication(chime, 'there', 'eu-west-1');
    const { SipMediaApplications } = await client.listSipMediaApplications({});
    expect(SipMediaApplications).toMatchObject([{ Name: 'here' }]);
  });
});
