import { CfnResource, Duration, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IConstruct } from 'constructs';
import {
  Byon,
  ChimeProvisioner,
  Fallback,
  Llm,
  SipEndpoint,
  TerminationCredentials,
  Tool,
  VoiceAgent,
} from '../../lib';
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

  describe('an agent that transfers over the trunk', () => {
    const tools = [
      Tool.transfer('+918041234567', { when: 'asked', via: 'trunk', warm: true, ring: Duration.seconds(45) }),
    ];
    const withTrunk = (stack: Stack, endpoint?: SipEndpoint) =>
      new Byon(stack, 'Byon', { endpoint }).addAgent('reception', receptionist({ tools }));

    it('is told what it says', () => {
      expect(withTrunk(emptyStack()).record.tools).toEqual([
        { type: 'transfer', to: '+918041234567', when: 'asked', via: 'trunk', warm: true, ringSeconds: 45 },
      ]);
    });

    it('is not synthesised where the connector leads to no carrier, and says how to change that', () => {
      const stack = emptyStack();
      withTrunk(stack);
      expect(() => Template.fromStack(stack)).toThrow(
        /originationRoutes \(endpoint\.origination in a config\)/,
      );
    });

    it('has the call handler know the connector', () => {
      const stack = emptyStack();
      withTrunk(stack, SipEndpoint.chime({ originationRoutes: [{ host: 'sip.example.com' }] }));
      Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
        Description: 'BYON: answers the events of a call',
        Environment: { Variables: Match.objectLike({ VOICE_CONNECTOR_ARN: Match.anyValue() }) },
      });
    });

    it('may be the one whose fallback does', () => {
      const stack = emptyStack();
      const fallback = Fallback.transfer('+918041234567', { via: 'trunk' });
      new Byon(stack, 'Byon').addAgent('reception', receptionist({ fallback }));
      expect(() => Template.fromStack(stack)).toThrow(/via trunk/);
    });
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
    const { callsTable, audioBucket, callHandler, turnWorker, wrapUp } = byon.conversation;
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
      ...[callsTable, audioBucket, audioBucket.policy, callHandler.alias, wrapUp.deadLetters],
      ...[callHandler, turnWorker, wrapUp, deployment.provisioner, ChimeProvisioner.of(stack)].flatMap(
        (worker) => [...[worker.role, worker.logGroup, worker.function]],
      ),
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
      ...Array(5).fill('AWS::IAM::Policy'),
      ...Array(4).fill('AWS::Lambda::EventInvokeConfig'),
      'AWS::Lambda::Version',
      'AWS::SQS::QueuePolicy',
    ]);
  });
});
