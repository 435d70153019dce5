import { AwsAccount } from './aws-account';
import type { Properties, Template } from '../custom-resource/cloudformation';
import { FUNCTION_ARN, stateOf } from './samples';

let account: AwsAccount;
beforeEach(() => {
  account = new AwsAccount();
});

/** The whole endpoint, as a stack has it. */
function endpoint({ network = 'IPV4_ONLY', ...rule }: { network?: string } & Properties = {}): Template {
  return {
    Connector: {
      type: 'Custom::ByonVoiceConnector',
      properties: { Name: 'byon', RequireEncryption: true, NetworkType: network },
    },
    Termination: {
      type: 'Custom::ByonTermination',
      properties: (attribute) => ({
        VoiceConnectorId: attribute('Connector', 'VoiceConnectorId'),
        CpsLimit: 1,
        CallingRegions: ['US'],
        CidrAllowedList: ['54.172.60.0/30'],
      }),
    },
    Application: {
      type: 'Custom::ByonSipMediaApplication',
      properties: { Name: 'byon', LambdaArn: FUNCTION_ARN },
    },
    Rule: {
      type: 'Custom::ByonSipRule',
      properties: (attribute) => ({
        Name: 'byon',
        TriggerType: 'RequestUriHostname',
        TriggerValue: attribute('Connector', 'OutboundHostName'),
        TargetApplications: [
          {
            SipMediaApplicationId: attribute('Application', 'SipMediaApplicationId'),
            Priority: 1,
            AwsRegion: 'us-east-1',
          },
        ],
        ...rule,
      }),
    },
  };
}

const connectorOnly = (network: string): Template => ({
  Connector: endpoint({ network })['Connector']!,
});

test('a whole endpoint comes and goes, in an account where new things are seen late', async () => {
  Object.assign(account.chime.settings, { unseenFor: 2, listLag: 2, disablingTakes: 3 });

  expect(await account.stack.deploy(endpoint())).toBe('COMPLETE');
  expect(account.chime.holdings()).toMatchObject({
    connectors: [account.stack.physicalId('Connector')],
    terminations: [account.stack.physicalId('Termination')],
    applications: [account.stack.physicalId('Application')],
    rules: [account.stack.physicalId('Rule')],
  });

  expect(await account.stack.delete()).toBe('COMPLETE');
  expect(account.chime.isEmpty()).toBe(true);
});

test('a deployment without a change asks nothing', async () => {
  await account.stack.deploy(endpoint());
  const asked = account.chime.journal.length;

  await account.stack.deploy(endpoint());

  expect(account.chime.journal).toHaveLength(asked);
});

test('another network replaces the connector, and with it its settings and its rule', async () => {
  await account.stack.deploy(endpoint());
  const [connector, application] = [
    account.stack.physicalId('Connector'),
    account.stack.physicalId('Application'),
  ];

  expect(await account.stack.deploy(endpoint({ network: 'DUAL_STACK' }))).toBe('COMPLETE');

  expect(account.stack.physicalId('Connector')).not.toBe(connector);
  expect(account.stack.physicalId('Application')).toBe(application);
  expect(account.chime.holdings()).toMatchObject({
    connectors: [account.stack.physicalId('Connector')],
    terminations: [account.stack.physicalId('Termination')],
    applications: [application],
    rules: [account.stack.physicalId('Rule')],
  });
});

test('a replacement that is rolled back brings the old resources back, and leaves no new ones', async () => {
  await account.stack.deploy(endpoint());
  const before = stateOf(account);
  const ids = ['Connector', 'Termination', 'Rule'].map((id) => account.stack.physicalId(id));
  account.chime.faults.before('CreateSipRule', { error: 'UnauthorizedClientException' });

  expect(await account.stack.deploy(endpoint({ network: 'DUAL_STACK' }))).toBe('ROLLBACK_COMPLETE');

  account.chime.faults.clear();
  expect(['Connector', 'Termination', 'Rule'].map((id) => account.stack.physicalId(id))).toEqual(ids);
  expect(stateOf(account)).toEqual(before);
});

test.each(['Connector', 'Rule'])(
  'a replaced %s whose answer was lost is removed by the rollback',
  async (which) => {
    const first = which === 'Rule' ? endpoint() : connectorOnly('IPV4_ONLY');
    const next =
      which === 'Rule'
        ? endpoint({ TriggerType: 'ToPhoneNumber', TriggerValue: '+14155550100' })
        : connectorOnly('DUAL_STACK');
    await account.stack.deploy(first);
    const before = stateOf(account);
    account.stack.next('Update', 'loses the answer');

    expect(await account.stack.deploy(next)).toBe('ROLLBACK_COMPLETE');

    expect(stateOf(account)).toEqual(before);
  },
);

test('a Create whose answer was lost is found by its mark when CloudFormation deletes an invented id', async () => {
  account.stack.next('Create', 'loses the answer');

  expect(await account.stack.deploy(endpoint())).toBe('ROLLBACK_COMPLETE');

  expect(account.chime.journal.map(({ operation }) => operation)).toContain('CreateVoiceConnector');
  expect(account.chime.isEmpty()).toBe(true);
});

test('a setting whose answer was lost is removed too', async () => {
  const [connector, ...rest] = Object.entries(endpoint());
  await account.stack.deploy(Object.fromEntries([connector!]));
  account.stack.next('Create', 'loses the answer');

  expect(await account.stack.deploy(Object.fromEntries([connector!, ...rest]))).toBe('ROLLBACK_COMPLETE');

  expect(account.chime.holdings()).toMatchObject({ terminations: [], applications: [], rules: [] });
  expect(account.chime.holdings().connectors).toEqual([account.stack.physicalId('Connector')]);
});

test.each(['Create', 'Update', 'Delete'] as const)(
  'a %s that comes twice does what it does once',
  async (request) => {
    const twice = () => account.stack.next(request, 'sends it twice');
    if (request === 'Create') twice();
    await account.stack.deploy(endpoint());
    if (request === 'Update') twice();
    await account.stack.deploy(endpoint({ network: 'DUAL_STACK' }));

    expect(account.chime.holdings().connectors).toEqual([account.stack.physicalId('Connector')]);
    expect(account.chime.holdings().rules).toEqual([account.stack.physicalId('Rule')]);

    if (request === 'Delete') twice();
    expect(await account.stack.delete()).toBe('COMPLETE');
    expect(account.chime.isEmpty()).toBe(true);
  },
);

test('the Delete of a replaced connector that is gone already does not take the new one', async () => {
  await account.stack.deploy(connectorOnly('IPV4_ONLY'));
  account.stack.next('Delete', 'sends it twice');

  await account.stack.deploy(connectorOnly('DUAL_STACK'));

  expect(account.chime.holdings().connectors).toEqual([account.stack.physicalId('Connector')]);
});

test('a connector that somebody deleted by hand is made anew by the next Update', async () => {
  await account.stack.deploy(connectorOnly('IPV4_ONLY'));
  const gone = account.stack.physicalId('Connector')!;
  account.chime.seed('DeleteVoiceConnector', { VoiceConnectorId: gone });

  const changed = connectorOnly('IPV4_ONLY');
  changed['Connector']!.properties = { Name: 'new name', RequireEncryption: true, NetworkType: 'IPV4_ONLY' };
  expect(await account.stack.deploy(changed)).toBe('COMPLETE');

  expect(account.chime.holdings().connectors).toEqual([account.stack.physicalId('Connector')]);
  expect(account.stack.physicalId('Connector')).not.toBe(gone);
});

test('neither adopts nor deletes a connector with the same name that is not of this stack', async () => {
  const { VoiceConnector } = account.chime.seed('CreateVoiceConnector', {
    Name: 'byon',
    RequireEncryption: true,
    NetworkType: 'IPV4_ONLY',
    Tags: [{ Key: 'byon:owner', Value: `${account.stack.stackId}/OtherConnector` }],
  });

  await account.stack.deploy(endpoint());
  await account.stack.delete();

  expect(account.chime.holdings().connectors).toEqual([VoiceConnector.VoiceConnectorId]);
});

test('keeps the tags that others have set', async () => {
  const tags = (...keys: string[]): Template => ({
    Connector: {
      type: 'Custom::ByonVoiceConnector',
      properties: {
        Name: 'byon',
        RequireEncryption: true,
        NetworkType: 'IPV4_ONLY',
        Tags: keys.map((Key) => ({ Key, Value: 'stack' })),
      },
    },
  });
  await account.stack.deploy(tags('one', 'two'));
  const ResourceARN = account.stack.data('Connector')['VoiceConnectorArn']!;
  account.chime.seed('TagResource', { ResourceARN, Tags: [{ Key: 'cost-centre', Value: '42' }] });

  await account.stack.deploy(tags('two', 'three'));

  const { Tags } = account.chime.seed('ListTagsForResource', { ResourceARN });
  expect(Tags?.map(({ Key }) => Key).sort()).toEqual(['byon:owner', 'cost-centre', 'three', 'two']);
});
