import { Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AgentPrompt, Fallback, NumberRegistry, VoiceAgent } from '../../../lib';
import { emptyStack, messageOf, receptionist } from '../stacks';

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

  it('adds no resource: 1,000 numbers are one table', () => {
    const { stack, registry: numbers, agent } = registry();
    for (let i = 0; i < 1000; i++) numbers.addNumber(`+1415555${String(i).padStart(4, '0')}`, { agent });
    expect(numbers.records().numbers).toHaveLength(1000);
    expect(Object.keys(Template.fromStack(stack).toJSON().Resources)).toHaveLength(1);
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

  it('warns of a number in no range that is known', () => {
    const stack = new Stack();
    const agent = new VoiceAgent(stack, 'reception', receptionist());
    new NumberRegistry(stack, 'Registry').addNumber('+19995550100', { agent });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('numbering plan'));
  });
});
