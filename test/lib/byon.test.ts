import { CfnResource } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IConstruct } from 'constructs';
import { Byon, ChimeProvisioner, Llm, SipEndpoint, TerminationCredentials, VoiceAgent } from '../../lib';
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

  it('refuses a number whose media must stay in India, and keeps nothing of it', () => {
    const byon = new Byon(emptyStack(), 'Byon');
    const agent = byon.addAgent('reception', receptionist());
    const dlt = {
      declaredPurposes: ['service' as const],
      subscriber: { legalName: 'Asha Clinic', kycStatus: 'verified' as const },
      mediaMustStayInIndia: true,
    };
    expect(messageOf(() => byon.addNumber('+919876543210', { agent, dlt }))).toMatch(
      /dlt\.mediaMustStayInIndia: cannot be kept: Amazon Chime has no region in India/,
    );
    expect(byon.records().numbers).toEqual([]);
  });

  it('warns once of Indian numbers, however many there are', () => {
    const stack = emptyStack();
    const byon = new Byon(stack, 'Byon');
    const agent = byon.addAgent('reception', receptionist());
    for (const number of ['+919876543210', '+919876543211']) byon.addNumber(number, { agent });
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('Indian numbers'));
    expect(warnings).toHaveLength(1);
    expect(JSON.stringify(warnings)).not.toContain('987654321');
  });

  it('shows every resource it creates, but for what CDK hangs on it', () => {
    const stack = emptyStack();
    const credentials = TerminationCredentials.fromSecret(new Secret(stack, 'Credentials'));
    const byon = new Byon(stack, 'Byon', {
      endpoint: SipEndpoint.chime({
        callsFrom: ['twilio'],
        credentials,
        originationRoutes: [{ host: 'sip.example.com' }],
        sipLogs: true,
        mediaMetricLogs: true,
        messageLogs: true,
        experimentalStreaming: {},
      }),
    });
    byon.addAgent('reception', receptionist());
    const { callsTable, audioBucket, callHandler, turnWorker } = byon.conversation;
    const { newVoiceConnector: connector, application, rule } = byon.endpoint;
    const { deployment } = byon.registry;
    const chime = [
      ...[connector, connector?.termination, connector?.origination, connector?.streaming, connector?.logs],
      ...[application, application.logs, rule],
    ].map((part) => part?.resource);
    const shown: (IConstruct | undefined)[] = [
      byon.registry.table,
      deployment.resource,
      ...Object.values(byon.keys.newSecrets),
      ...[callsTable, audioBucket, audioBucket.policy, callHandler.alias],
      ...[callHandler, turnWorker, deployment.provisioner, ChimeProvisioner.of(stack)].flatMap((worker) => [
        ...[worker.role, worker.logGroup, worker.function],
      ]),
      ...[...chime, connector?.termination?.credentials].flatMap((resource) => [resource, resource?.policy]),
      ...[connector?.logs?.sipLogGroup, connector?.logs?.mediaMetricLogGroup, application.logs?.logGroup],
      application.permission,
      connector?.logs?.delivery,
    ];
    const hidden = stack.node
      .findAll()
      .filter(CfnResource.isCfnResource)
      .filter((resource) => !shown.includes(resource) && !shown.includes(resource.node.scope))
      .filter(({ node }) => !node.path.startsWith('Test/Credentials/'));
    expect(hidden.map(({ cfnResourceType }) => cfnResourceType).sort()).toEqual([
      ...Array(4).fill('AWS::IAM::Policy'),
      ...Array(3).fill('AWS::Lambda::EventInvokeConfig'),
      'AWS::Lambda::Version',
    ]);
  });
});
