import type { ChimeSDKVoice } from '@aws-sdk/client-chime-sdk-voice';
import { clientOf } from './clients';
import { seedApplication, seedChain, seedConnector, target } from './fixtures';
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

/** What a rule needs, seeded, and the request for it. */
function wanted(Name = 'byon') {
  return {
    Name,
    TriggerType: 'RequestUriHostname' as const,
    TriggerValue: seedConnector(chime, Name).OutboundHostName,
    TargetApplications: [target(seedApplication(chime, Name).SipMediaApplicationId)],
  };
}

describe('SIP rules', () => {
  test('are created, read, updated, disabled and deleted', async () => {
    const request = wanted();
    const { SipRule: created } = await client.createSipRule(request);
    const { SipRuleId } = created!;
    expect(created).toMatchObject({ ...request, Disabled: false });

    await client.updateSipRule({ SipRuleId, Name: 'renamed' });
    expect((await client.getSipRule({ SipRuleId })).SipRule).toMatchObject({ ...request, Name: 'renamed' });

    await expect(client.deleteSipRule({ SipRuleId })).rejects.toMatchObject({ name: 'ConflictException' });
    await client.updateSipRule({ SipRuleId, Name: 'renamed', Disabled: true });
    await client.deleteSipRule({ SipRuleId });
    expect(chime.holdings().rules).toEqual([]);
    await expect(client.deleteSipRule({ SipRuleId })).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  test('belong to the account, not to a region', async () => {
    const { SipRuleId } = seedChain(chime).rule;
    const dublin = clientOf(chime, 'eu-west-1');
    expect((await dublin.listSipRules({})).SipRules).toMatchObject([{ SipRuleId }]);
    dublin.destroy();
  });

  test('may target one application in each of several regions', async () => {
    const there = seedApplication(chime, 'there', 'eu-west-1').SipMediaApplicationId;
    const { TargetApplications, ...request } = wanted();
    const both = [...TargetApplications, target(there, 'eu-west-1', 2)];
    await expect(client.createSipRule({ ...request, TargetApplications: both })).resolves.toBeDefined();
  });

  test('take no second application of a region', async () => {
    const second = seedApplication(chime, 'second').SipMediaApplicationId;
    const { TargetApplications, ...request } = wanted();
    await expect(
      client.createSipRule({ ...request, TargetApplications: [...TargetApplications, target(second)] }),
    ).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  test.each(['name', 'trigger'])('conflict by their %s', async (same) => {
    const { rule } = seedChain(chime);
    const request = wanted('ours');
    await expect(
      client.createSipRule(
        same === 'name' ? { ...request, Name: rule.Name } : { ...request, TriggerValue: rule.TriggerValue },
      ),
    ).rejects.toMatchObject({ name: 'ConflictException' });
  });

  test("can't be renamed to another's name", async () => {
    const { rule } = seedChain(chime);
    const { SipRule } = await client.createSipRule(wanted('ours'));
    await expect(
      client.updateSipRule({ SipRuleId: SipRule?.SipRuleId, Name: rule.Name }),
    ).rejects.toMatchObject({ name: 'ConflictException' });
  });

  test.each([
    ['a host name of no connector', { TriggerValue: `${'0'.repeat(22)}.voiceconnector.chime.aws` }],
    ['a number that is not in E.164', { TriggerType: 'ToPhoneNumber' as const, TriggerValue: '5550100' }],
    ['an unknown application', { TargetApplications: [target('00000000-0000-4000-8000-000000000000')] }],
  ])('refuse %s', async (_, change) => {
    await expect(client.createSipRule({ ...wanted(), ...change })).rejects.toMatchObject({
      name: 'BadRequestException',
    });
    expect(chime.holdings().rules).toEqual([]);
  });

  test('refuse an application of another region', async () => {
    const { TargetApplications, ...request } = wanted();
    const elsewhere = TargetApplications.map((one) => ({ ...one, AwsRegion: 'eu-west-1' }));
    await expect(client.createSipRule({ ...request, TargetApplications: elsewhere })).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });

  test('can be triggered by a number', async () => {
    const request = { ...wanted(), TriggerType: 'ToPhoneNumber' as const, TriggerValue: '+14155550100' };
    await expect(client.createSipRule(request)).resolves.toBeDefined();
  });

  test('are listed by their application', async () => {
    const { application } = seedChain(chime);
    await client.createSipRule(wanted('ours'));
    const { SipMediaApplicationId } = application;
    expect((await client.listSipRules({})).SipRules).toHaveLength(2);
    expect((await client.listSipRules({ SipMediaApplicationId })).SipRules).toMatchObject([
      { Name: 'theirs' },
    ]);
  });
});
