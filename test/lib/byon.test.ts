import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Byon, Llm, VoiceAgent } from '../../lib';
import { emptyStack, messageOf, receptionist } from './stacks';

describe('Byon', () => {
  it('puts one agent behind several numbers', () => {
    const byon = new Byon(emptyStack(), 'Byon');
    const agent = byon.addAgent('reception', receptionist());
    byon.addNumber('+14155550100', { agent });
    byon.addNumber('+14155550101', { agent, status: 'suspended' });
    const { agents, numbers } = byon.records();
    expect(agents).toEqual([agent.record]);
    expect(numbers.map(({ number, status }) => [number, status])).toEqual([
      ['+14155550100', 'active'],
      ['+14155550101', 'suspended'],
    ]);
  });

  it('provides the keys of an agent that was made elsewhere', () => {
    const stack = emptyStack();
    const byon = new Byon(stack, 'Byon');
    byon.addNumber('+14155550100', { agent: new VoiceAgent(stack, 'reception', receptionist()) });
    expect(Object.keys(byon.keys.newSecrets)).toEqual(['openai']);
  });

  it('says which provider still needs an address', () => {
    const byon = new Byon(emptyStack(), 'Byon');
    expect(
      messageOf(() => byon.addAgent('a', receptionist({ llm: Llm.openaiCompatible('llama3.2') }))),
    ).toMatch(/agent a has 1 fault:\n {2}llm: needs the address/);
  });

  it('shows every resource it creates, but for what CDK hangs on it', () => {
    const stack = emptyStack();
    const byon = new Byon(stack, 'Byon');
    byon.addAgent('reception', receptionist());
    const { callsTable, audioBucket, callHandler, turnWorker } = byon.conversation;
    const shown: (IConstruct | undefined)[] = [
      byon.registry.table,
      ...Object.values(byon.keys.newSecrets),
      ...[callsTable, audioBucket, audioBucket.policy, callHandler.alias],
      ...[callHandler, turnWorker].flatMap((worker) => [worker.role, worker.logGroup, worker.function]),
    ];
    const hidden = stack.node
      .findAll()
      .filter(CfnResource.isCfnResource)
      .filter((resource) => !shown.includes(resource) && !shown.includes(resource.node.scope));
    expect(hidden.map(({ cfnResourceType }) => cfnResourceType).sort()).toEqual([
      'AWS::IAM::Policy',
      'AWS::IAM::Policy',
      'AWS::Lambda::EventInvokeConfig',
      'AWS::Lambda::Version',
    ]);
  });
});
