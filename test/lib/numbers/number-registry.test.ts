import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AgentPrompt, Fallback, NumberRegistry, VoiceAgent, type NumberProps } from '../../../lib';
import { appAsDeployed, emptyStack, messageOf, receptionist } from '../stacks';

function registry() {
  const stack = emptyStack();
  const agent = new VoiceAgent(stack, 'reception', receptionist());
  return { stack, agent, registry: new NumberRegistry(stack, 'Registry') };
}

describe('the registry table', () => {
  const { stack } = registry();
  const template = Template.fromStack(stack);

  it('outlives its stack, cannot be deleted by accident, and can go back in time', () => {
    template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          }),
        ],
      },
    });
  });

  it('has the keys pk and sk, one index, and no capacity to plan', () => {
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        Match.objectLike({
          IndexName: 'gsi1',
          KeySchema: [
            { AttributeName: 'gsi1pk', KeyType: 'HASH' },
            { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
          ],
        }),
      ],
    });
  });
});

describe('addNumber', () => {
  it('records the number and its agent', () => {
    const { registry: numbers, agent } = registry();
    numbers.addNumber('+14155550100', { agent, variables: { clinic: 'Asha' } });
    expect(numbers.records()).toEqual({
      agents: [agent.record],
      numbers: [
        {
          number: '+14155550100',
          agent: 'reception',
          status: 'active',
          variables: { clinic: 'Asha' },
          routes: [],
        },
      ],
    });
  });

  it('adds no resource, and no number to the template: 5,000 are as 5', () => {
    const resources = [5, 5000].map((count) => {
      const { stack, registry: numbers, agent } = registry();
      for (let i = 0; i < count; i++) numbers.addNumber(`+1415${String(2_000_000 + i)}`, { agent });
      const text = JSON.stringify(Template.fromStack(stack).toJSON());
      expect(text).not.toContain('+1415');
      expect(text.length).toBeLessThan(400_000);
      return Object.keys((JSON.parse(text) as { Resources: object }).Resources);
    });
    expect(resources[1]).toEqual(resources[0]);
  });

  it('says which number of an agent lacks a value that the others give', () => {
    const { registry: numbers, stack } = registry();
    const prompt = AgentPrompt.inline('You work for {{clinic}}.');
    const agent = new VoiceAgent(stack, 'other', receptionist({ prompt }));
    numbers.addNumber('+14155550100', { agent, variables: { clinic: 'Asha' } });
    expect(messageOf(() => numbers.addNumber('+14155550101', { agent }))).toMatch(/variables: lacks clinic/);
    expect(numbers.records().numbers).toHaveLength(1);
  });

  it('takes a number again that was refused the first time', () => {
    const { registry: numbers, agent } = registry();
    expect(() => numbers.addNumber('+14155550100', { agent, routes: ['r', 'r'] })).toThrow(/routes.1/);
    numbers.addNumber('+14155550100', { agent, routes: ['r'] });
    expect(numbers.records().numbers).toHaveLength(1);
  });

  it('refuses what comes after the records are written', () => {
    const { stack, registry: numbers, agent } = registry();
    Template.fromStack(stack);
    expect(messageOf(() => numbers.addNumber('+14155550100', { agent }))).toMatch(/comes too late/);
    expect(messageOf(() => numbers.addAgent(agent))).toMatch(/comes too late/);
  });

  it('names all faults of a number at once', () => {
    const { registry: numbers, stack } = registry();
    const agent = new VoiceAgent(
      stack,
      'other',
      receptionist({
        prompt: AgentPrompt.inline('You work for {{clinic}}.'),
        fallback: Fallback.transfer('+911601000001'),
      }),
    );
    const message = messageOf(() =>
      numbers.addNumber('+911601000001', {
        agent,
        status: 'off' as 'active',
        dlt: { declaredPurposes: ['promotional'], subscriber: { legalName: 'A', kycStatus: 'verified' } },
      }),
    );
    expect(message).toMatch(/^number \+911601000001 has 4 faults:/);
    for (const words of [
      'status: must be one of',
      '1601 series',
      '{{clinic}} has no value',
      'leads back to',
    ]) {
      expect(message).toContain(words);
    }
  });

  it('takes each number once', () => {
    const { registry: numbers, agent } = registry();
    numbers.addNumber('+14155550100', { agent });
    expect(messageOf(() => numbers.addNumber('+14155550100', { agent }))).toMatch(/registered already/);
  });

  it('takes each SIP rule for one number', () => {
    const { registry: numbers, agent } = registry();
    numbers.addNumber('+14155550100', { agent, routes: ['rule-1'] });
    expect(messageOf(() => numbers.addNumber('+14155550101', { agent, routes: ['rule-1'] }))).toMatch(
      /routes\.0: belongs to another number already/,
    );
  });

  it('takes each agent id for one agent', () => {
    const { registry: numbers, agent, stack } = registry();
    numbers.addNumber('+14155550100', { agent });
    const namesake = new VoiceAgent(stack, 'x', receptionist({ agentId: 'reception', greeting: 'Hi.' }));
    expect(messageOf(() => numbers.addNumber('+14155550101', { agent: namesake }))).toMatch(
      /another agent has this id/,
    );
  });

  it.each(['04155550100', '+141555501'])('refuses %s', (number) => {
    const { registry: numbers, agent } = registry();
    expect(messageOf(() => numbers.addNumber(number, { agent }))).toMatch(/1 fault/);
  });

  it('refuses a number that only the deployment knows', () => {
    const { registry: numbers, agent } = registry();
    const number = Lazy.string({ produce: () => '+14155550100' });
    expect(messageOf(() => numbers.addNumber(number, { agent }))).toMatch(/must be known at synth/);
  });

  it('warns once of all numbers in no range that is known, and names them elsewhere', () => {
    const { stack, registry: numbers, agent } = registry();
    for (const number of ['+19995550100', '+19995550101', '+14155550100'])
      numbers.addNumber(number, { agent });
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('numbering plan'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]!.entry.data).toMatch(/knows: 2\./);
    expect(JSON.stringify(warnings[0])).not.toContain('555');
    expect(numbers.doubtfulNumbers()).toEqual(['+19995550100', '+19995550101']);
  });
});

describe('registrations in India', () => {
  const dlt = (changes: object = {}): NumberProps['dlt'] => ({
    declaredPurposes: ['service'],
    subscriber: { legalName: 'Asha Clinic', kycStatus: 'verified' },
    ...changes,
  });

  it('that let no call be made yet are warned of once, without their numbers', () => {
    const { stack, registry: numbers, agent } = registry();
    numbers.addNumber('+914440000000', { agent, dlt: dlt() });
    numbers.addNumber('+914440000001', { agent, dlt: dlt() });
    numbers.addNumber('+914440000002', { agent, dlt: dlt({ declaredPurposes: ['inbound-only'] }) });
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('registration'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]!.entry.data).toMatch(/ends soon: 2\./);
    expect(JSON.stringify(warnings[0])).not.toContain('4440');
    expect(numbers.unregisteredNumbers()).toEqual(['+914440000000', '+914440000001']);
  });

  it('that are wrong stop the synth', () => {
    const { registry: numbers, agent } = registry();
    const ended = { id: '1002641844184516305', name: 'Asha', portal: 'airtel', validUntil: '2020-01-01' };
    const add = () => numbers.addNumber('+914440000000', { agent, dlt: dlt({ principalEntity: ended }) });
    expect(messageOf(add)).toMatch(/dlt\.principalEntity: the registration of the principal entity ended/);
  });
});

describe('what becomes of the table', () => {
  it('is for the owner to say: DESTROY takes the protection off too', () => {
    const stack = emptyStack();
    new NumberRegistry(stack, 'Registry', { removalPolicy: RemovalPolicy.DESTROY });
    Template.fromStack(stack).hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Delete',
      Properties: { Replicas: [Match.objectLike({ DeletionProtectionEnabled: false })] },
    });
  });

  it('and its key, which the function may use', () => {
    const env = { account: '111122223333', region: 'eu-central-1' };
    const stack = new Stack(appAsDeployed(), 'Test', { env });
    const encryptionKey = new Key(stack, 'Key');
    new NumberRegistry(stack, 'Registry', { encryptionKey });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    });
    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).toContain('kms:Decrypt');
  });

  it('is not touched where the table is the owner’s already', () => {
    const stack = emptyStack();
    const table = TableV2.fromTableName(stack, 'Own', 'own-registry');
    const numbers = new NumberRegistry(stack, 'Registry', { table });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::DynamoDB::GlobalTable', 0);
    template.hasResourceProperties('Custom::ByonRegistryRecords', { Table: 'own-registry' });
    expect(numbers.table).toBe(table);
  });
});
