import { CfnElement, CfnParameter, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  NetworkType,
  StreamingTarget,
  VoiceConnector,
  type VoiceConnectorProps,
} from '../../../lib/endpoint';
import { chimeStack, faultsOf, SINGAPORE, warningsOf } from './line';

function made(props: VoiceConnectorProps = {}, stack = chimeStack()) {
  const connector = new VoiceConnector(stack, 'Connector', props);
  return { stack, connector, template: () => Template.fromStack(stack) };
}

describe('a Voice Connector', () => {
  it('is encrypted, has IPv4 and lets nobody call unless told otherwise', () => {
    const template = made().template();
    template.hasResourceProperties('Custom::ByonVoiceConnector', {
      Name: 'Line-Connector-3605AC45',
      RequireEncryption: true,
      NetworkType: 'IPV4_ONLY',
      Tags: Match.absent(),
    });
    for (const part of ['Termination', 'Origination', 'VoiceConnectorLogging', 'Streaming']) {
      template.resourceCountIs(`Custom::Byon${part}`, 0);
    }
  });

  it('goes with its stack, or stays with all that is set on it', () => {
    made().template().hasResource('Custom::ByonVoiceConnector', { DeletionPolicy: 'Delete' });
    const kept = made({
      removalPolicy: RemovalPolicy.RETAIN,
      termination: { callsFrom: ['twilio'] },
    }).template();
    kept.hasResource('Custom::ByonVoiceConnector', { DeletionPolicy: 'Retain' });
    kept.hasResource('Custom::ByonTermination', { DeletionPolicy: 'Retain' });
  });

  it('is reached by Tags.of()', () => {
    const { stack, template } = made({ networkType: NetworkType.DUAL_STACK, requireEncryption: false });
    Tags.of(stack).add('team', 'reception');
    template().hasResourceProperties('Custom::ByonVoiceConnector', {
      RequireEncryption: false,
      NetworkType: 'DUAL_STACK',
      Tags: [{ Key: 'team', Value: 'reception' }],
    });
  });

  it('tells carriers TLS and its port, or UDP and TCP and theirs', () => {
    const encrypted = made().connector;
    expect([encrypted.transport, encrypted.sipPort]).toEqual(['TLS', 5061]);
    const clear = made({ requireEncryption: false }).connector;
    expect([clear.transport, clear.sipPort]).toEqual(['UDP or TCP', 5060]);
  });

  it('tells the ranges of its region', () => {
    const { connector } = made();
    expect(connector.signallingRanges).toBe('99.77.240.0/24');
    expect(connector.mediaRanges).toBe('99.77.240.0/24 UDP 5000-65000');
  });

  it('waits for its permissions, and each custom resource has ten minutes', () => {
    const template = made().template();
    const [resource] = Object.values(template.findResources('Custom::ByonVoiceConnector'));
    expect(resource!.DependsOn).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^ConnectorPolicy|^ConnectorResourcePolicy/),
        expect.stringMatching(/^ByonChimeProvisionerRoleDefaultPolicy/),
      ]),
    );
    expect(resource!.Properties.ServiceTimeout).toBe('600');
  });
});

describe('where the region is open', () => {
  it('warns, and leaves the look-up of ranges to CloudFormation', () => {
    const stack = chimeStack({});
    const { connector, template } = made({}, stack);
    expect(stack.resolve(connector.signallingRanges)).toEqual({
      'Fn::FindInMap': ['ByonChimeRegions', { Ref: 'AWS::Region' }, 'signalling'],
    });
    expect(warningsOf(connector)).toEqual([expect.stringMatching(/no fixed region.*ap-southeast-1/)]);
    template().hasMapping('ByonChimeRegions', { 'eu-west-2': { signalling: '99.77.249.0/24' } });
  });

  it('does not warn where it is fixed', () => {
    expect(warningsOf(made().connector)).toEqual([]);
  });
});

describe('an existing Voice Connector', () => {
  it('is known by its attributes', () => {
    const stack = chimeStack();
    const connector = VoiceConnector.fromVoiceConnectorAttributes(stack, 'Existing', {
      voiceConnectorId: 'abcdef1ghij2klmno3pqr4',
      outboundHostName: 'abcdef1ghij2klmno3pqr4.voiceconnector.chime.aws',
      region: 'us-east-1',
    });
    expect(stack.resolve(connector.ref)).toEqual({
      voiceConnectorId: 'abcdef1ghij2klmno3pqr4',
      voiceConnectorArn: 'arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4',
    });
    expect(connector.signallingRanges).toBe('3.80.16.0/23');
    expect(connector.transport).toBe('TLS');
    expect(stack.node.findAll().filter(CfnElement.isCfnElement)).toEqual([]);
  });
});

describe('logs', () => {
  it('are in groups of ours that forget, and wait for the right to deliver', () => {
    const { stack, connector, template } = made({
      sipLogs: true,
      mediaMetricLogs: true,
      logRetention: RetentionDays.ONE_WEEK,
    });
    const id = stack.resolve(connector.ref.voiceConnectorId) as object;
    for (const name of ['/aws/ChimeVoiceConnectorSipMessages/', '/aws/ChimeVoiceConnectorLogs/']) {
      template().hasResource('AWS::Logs::LogGroup', {
        DeletionPolicy: 'Delete',
        Properties: { LogGroupName: { 'Fn::Join': ['', [name, id]] }, RetentionInDays: 7 },
      });
    }
    const [logging] = Object.values(template().findResources('Custom::ByonVoiceConnectorLogging'));
    expect(logging!.Properties).toMatchObject({ EnableSIPLogs: true, EnableMediaMetricLogs: true });
    const { sipLogGroup, mediaMetricLogGroup, delivery } = connector.logs!;
    for (const needed of [sipLogGroup!, mediaMetricLogGroup!, delivery]) {
      expect(logging!.DependsOn).toContain(stack.getLogicalId(needed.node.defaultChild as never));
    }
  });

  it('share one right to deliver, which is for logs of Amazon Chime and this account only', () => {
    const { stack, template } = made({ sipLogs: true });
    new VoiceConnector(stack, 'Other', { mediaMetricLogs: true });
    const policies = Object.values(template().findResources('AWS::Logs::ResourcePolicy'));
    expect(policies).toHaveLength(1);
    expect(policies[0]!.Properties.PolicyName).toBe('Line-chime-logs');
    const { Statement } = JSON.parse(JSON.stringify(stack.resolve(policyText(policies[0]!)))) as {
      Statement: { Principal: unknown; Resource: string[]; Condition: unknown }[];
    };
    expect(Statement[0]).toMatchObject({
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': SINGAPORE.account } },
    });
    expect(Statement[0]!.Resource.every((arn) => /log-group:\/aws\/Chime/.test(arn))).toBe(true);
  });

  it('need permission to set up delivery only where they are on', () => {
    const actions = (props: VoiceConnectorProps) =>
      JSON.stringify(made(props).template().findResources('AWS::IAM::Policy'));
    expect(actions({})).not.toContain('LogDelivery');
    expect(actions({ sipLogs: true })).toContain('logs:CreateLogDelivery');
  });
});

function policyText(resource: { Properties?: { PolicyDocument?: unknown } }): unknown {
  const document = resource.Properties?.PolicyDocument;
  return typeof document === 'string' ? JSON.parse(document) : document;
}

describe('the experiment with streaming', () => {
  it('keeps nothing and tells EventBridge, and may make the role of Amazon Chime', () => {
    const template = made({ experimentalStreaming: {} }).template();
    template.hasResourceProperties('Custom::ByonStreaming', {
      DataRetentionInHours: 0,
      NotificationTargets: ['EventBridge'],
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'iam:CreateServiceLinkedRole',
            Condition: { StringEquals: { 'iam:AWSServiceName': 'voiceconnector.chime.amazonaws.com' } },
          }),
        ]),
      },
    });
  });

  it('tells whom it is told to tell', () => {
    made({ experimentalStreaming: { notificationTargets: [StreamingTarget.SQS] } })
      .template()
      .hasResourceProperties('Custom::ByonStreaming', { NotificationTargets: ['SQS'] });
  });
});

describe('metrics', () => {
  it('are of this connector', () => {
    const { connector, stack } = made();
    const json = stack.resolve(connector.metricOutboundCallFailures().toMetricConfig().metricStat) as object;
    expect(json).toMatchObject({
      namespace: 'AWS/ChimeVoiceConnector',
      metricName: 'OutboundCallFailures',
      statistic: 'Sum',
      dimensions: [
        { name: 'VoiceConnectorId', value: stack.resolve(connector.ref.voiceConnectorId) as object },
      ],
    });
    expect(connector.metricOutboundCallAttempts().metricName).toBe('OutboundCallAttempts');
    expect(connector.metricOutboundCallsActive().statistic).toBe('Maximum');
  });
});

describe('faults', () => {
  it('are told all at once', () => {
    const stack = new Stack(undefined, 'Mumbai', { env: { ...SINGAPORE, region: 'ap-south-1' } });
    const faults = faultsOf(
      () =>
        new VoiceConnector(stack, 'Connector', {
          voiceConnectorName: 'Reception/1',
          termination: {
            callsFrom: ['twillio', '10.0.0.0/29'],
            callingRegions: ['US', 'Germany'],
            callsPerSecond: 0.5,
            callerId: '4155550100',
          },
          originationRoutes: [{ host: 'pbx', port: 70_000, protocol: 'UDP', priority: 0, weight: 101 }],
          logRetention: RetentionDays.ONE_DAY,
          experimentalStreaming: { notificationTargets: [] },
        }),
    );
    expect(faults.map(([path]) => path)).toEqual([
      'env.region',
      'voiceConnectorName',
      'termination.callsFrom.0',
      'termination.callsFrom.1',
      'termination.callingRegions.1',
      'termination.callsPerSecond',
      'termination.callerId',
      'originationRoutes.0.host',
      'originationRoutes.0.port',
      'originationRoutes.0.priority',
      'originationRoutes.0.weight',
      'originationRoutes.0.protocol',
      'logRetention',
      'experimentalStreaming.notificationTargets',
    ]);
    expect(faults[0]![1]).toMatch(/ap-south-1 has no .* nearest to India is ap-southeast-1/);
  });

  it('leave room for a mark in a name', () => {
    const named = (length: number) => () => made({ voiceConnectorName: 'x'.repeat(length) });
    expect(named(240)).not.toThrow();
    expect(faultsOf(named(241))).toEqual([['voiceConnectorName', expect.stringMatching(/1 to 240/)]]);
    expect(faultsOf(named(0))).toHaveLength(1);
  });

  it('are not looked for in what is known only at deployment', () => {
    const stack = chimeStack();
    const text = new CfnParameter(stack, 'Text').valueAsString;
    const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
    const termination = {
      callsFrom: ['54.172.60.0/30', text],
      callingRegions: [text],
      callsPerSecond: number,
      callerId: text,
    };
    const originationRoutes = [{ host: text, port: number, priority: number, weight: number }];
    const { template } = made({ voiceConnectorName: text, termination, originationRoutes }, stack);
    template().hasResourceProperties('Custom::ByonTermination', {
      CidrAllowedList: ['54.172.60.0/30', { Ref: 'Text' }],
      CallingRegions: [{ Ref: 'Text' }],
      CpsLimit: { Ref: 'Number' },
      DefaultPhoneNumber: { Ref: 'Text' },
    });
    template().hasResourceProperties('Custom::ByonOrigination', {
      Routes: [
        {
          Host: { Ref: 'Text' },
          Port: { Ref: 'Number' },
          Protocol: 'TCP',
          Priority: { Ref: 'Number' },
          Weight: { Ref: 'Number' },
        },
      ],
    });
  });
});
