import { CfnResource, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { signallingRangesOf } from '../../../lib/carriers/signalling-ranges';
import { endpointSettings } from '../../../lambda/core/endpoint/settings';
import {
  ChimeEndpoint,
  ChimeProvisioner,
  SipEndpoint,
  SipMediaApplication,
  TerminationCredentials,
  type ChimeEndpointOptions,
} from '../../../lib/endpoint';
import { appAsDeployed } from '../stacks';
import { aConnectorElsewhere, aliasIn, chimeStack, faultsOf, SINGAPORE, warningsOf } from './line';

function made(options: ChimeEndpointOptions = {}, stack = chimeStack()) {
  const endpoint = SipEndpoint.chime(options).bind(stack, { callHandler: aliasIn(stack) });
  return { stack, endpoint, template: () => Template.fromStack(stack) };
}
const EVERYTHING: ChimeEndpointOptions = {
  endpointName: 'Reception',
  callsFrom: ['twilio', 'vobiz'],
  credentials: TerminationCredentials.fromSecretNamed('carriers/digest'),
  originationRoutes: [{ host: 'sip.example.com' }],
  sipLogs: true,
  mediaMetricLogs: true,
  messageLogs: true,
  experimentalStreaming: {},
};

describe('an endpoint', () => {
  it('leads calls from a connector by a rule to an application', () => {
    const { stack, endpoint, template } = made({ callsFrom: ['twilio'] });
    template().hasResourceProperties('Custom::ByonSipRule', {
      TriggerType: 'RequestUriHostname',
      TriggerValue: stack.resolve(endpoint.voiceConnector.outboundHostName) as object,
      TargetApplications: [
        {
          SipMediaApplicationId: stack.resolve(endpoint.application.ref.sipMediaApplicationId) as object,
          Priority: 1,
          AwsRegion: 'ap-southeast-1',
        },
      ],
    });
    expect(warningsOf(endpoint)).toEqual([]);
  });

  it('gives one name to all three', () => {
    const template = made({ endpointName: 'Reception' }).template();
    for (const kind of ['VoiceConnector', 'SipMediaApplication', 'SipRule']) {
      template.hasResourceProperties(`Custom::Byon${kind}`, { Name: 'Reception' });
    }
  });

  it('tells what a carrier must be told', () => {
    const { stack, endpoint } = made();
    expect(endpoint.outputs).toMatchObject({
      port: 5061,
      transport: 'TLS',
      signallingRanges: '99.77.240.0/24',
      mediaRanges: '99.77.240.0/24 UDP 5000-65000',
    });
    expect(stack.resolve(endpoint.outputs.hostName)).toMatchObject({
      'Fn::GetAtt': [expect.any(String), 'OutboundHostName'],
    });
  });

  it('warns that nobody can call yet', () => {
    const { endpoint, template } = made();
    expect(warningsOf(endpoint)).toEqual([expect.stringMatching(/no carrier can call yet/)]);
    template().resourceCountIs('Custom::ByonTermination', 0);
  });

  it('lets somebody call who is named later, with the settings for callers', () => {
    const { endpoint, template } = made({ callsPerSecond: 5, callingRegions: ['CA'] });
    endpoint.allowCallsFrom(['vobiz']);
    endpoint.allowCallsFrom(['8.8.8.8']);
    expect(warningsOf(endpoint)).toEqual([expect.stringMatching(/5 calls a second/)]);
    template().hasResourceProperties('Custom::ByonTermination', {
      CidrAllowedList: [...signallingRangesOf('vobiz')!.ranges, '8.8.8.8/32'],
      CpsLimit: 5,
      CallingRegions: ['CA'],
    });
  });

  it('calls hosts that are named later, besides those that are named first', () => {
    const { endpoint, template } = made({
      callsFrom: ['twilio'],
      originationRoutes: [{ host: 'a.example.com' }],
    });
    endpoint.addOriginationRoutes([{ host: 'b.example.com', priority: 2 }]);
    template().hasResourceProperties('Custom::ByonOrigination', {
      Routes: [
        { Host: 'a.example.com', Port: 5061, Protocol: 'TCP', Priority: 1, Weight: 1 },
        { Host: 'b.example.com', Port: 5061, Protocol: 'TCP', Priority: 2, Weight: 1 },
      ],
    });
    expect(
      faultsOf(() =>
        endpoint.addOriginationRoutes(Array.from({ length: 19 }, () => ({ host: 'c.example.com' }))),
      ),
    ).toEqual([['routes', expect.stringMatching(/at most 20/)]]);
  });

  it('tells the owner of an existing connector whom to let in and whom to call', () => {
    const stack = chimeStack();
    const { endpoint, template } = made({ voiceConnector: aConnectorElsewhere(stack) }, stack);
    endpoint.allowCallsFrom(['vobiz']);
    endpoint.addOriginationRoutes([{ host: 'sip.example.com' }]);
    expect(warningsOf(endpoint)).toEqual([
      expect.stringMatching(
        /made elsewhere.*let 13\.233\.44\.61\/32, 3\.111\.255\.163\/32, .* call in its termination/,
      ),
      expect.stringMatching(/add to its origination sip\.example\.com/),
    ]);
    template().resourceCountIs('Custom::ByonTermination', 0);
    template().resourceCountIs('Custom::ByonOrigination', 0);
  });

  it('lets an existing connector be, but for the rule', () => {
    const stack = chimeStack();
    const { endpoint, template } = made({ voiceConnector: aConnectorElsewhere(stack) }, stack);
    template().resourceCountIs('Custom::ByonVoiceConnector', 0);
    template().hasResourceProperties('Custom::ByonSipRule', {
      TriggerValue: 'abcdef1ghij2klmno3pqr4.voiceconnector.chime.aws',
    });
    expect(endpoint.outputs.transport).toBe('UDP or TCP');
    expect(warningsOf(endpoint)).toEqual([]);
  });

  it('fails over to applications in other regions', () => {
    const stack = chimeStack();
    const attributes = { sipMediaApplicationId: '0f1e2d3c', region: 'us-east-1' };
    const far = SipMediaApplication.fromSipMediaApplicationAttributes(stack, 'Far', attributes);
    made({ failover: [far] }, stack)
      .template()
      .hasResourceProperties('Custom::ByonSipRule', {
        TargetApplications: [
          Match.objectLike({ Priority: 1, AwsRegion: 'ap-southeast-1' }),
          { SipMediaApplicationId: '0f1e2d3c', Priority: 2, AwsRegion: 'us-east-1' },
        ],
      });
  });

  it('shares one provisioner with the other endpoints of its stack', () => {
    const stack = chimeStack();
    const callHandler = aliasIn(stack);
    const both = ['Day', 'Night'].map((id) => new ChimeEndpoint(stack, id, { callHandler }));
    const template = Template.fromStack(stack);
    template.resourceCountIs('Custom::ByonSipRule', 2);
    const provisioner = stack.resolve(ChimeProvisioner.of(both[0]!).function.functionArn) as object;
    for (const rule of Object.values(template.findResources('Custom::ByonSipRule'))) {
      expect(rule.Properties.ServiceToken).toEqual(provisioner);
    }
  });

  it('shows every resource it creates, but for what CDK hangs on it', () => {
    const { stack, endpoint } = made(EVERYTHING);
    const { newVoiceConnector: connector, application, rule } = endpoint;
    const { termination, origination, streaming, logs } = connector!;
    const resources = [
      ...[connector!, application, rule, termination!, origination!, streaming!, logs!, application.logs!],
    ].map(({ resource }) => resource);
    const provisioner = ChimeProvisioner.of(stack);
    const shown: (IConstruct | undefined)[] = [
      ...[...resources, termination!.credentials!].flatMap((resource) => [resource, resource.policy]),
      ...[provisioner.function, provisioner.role, provisioner.logGroup],
      ...[logs!.sipLogGroup, logs!.mediaMetricLogGroup, logs!.delivery, application.logs!.logGroup],
      application.permission,
    ];
    const handler = ['Answerer', 'Answering', 'Live'].map((id) => stack.node.findChild(id));
    const hidden = stack.node
      .findAll()
      .filter(CfnResource.isCfnResource)
      .filter(({ node }) => !node.scopes.some((scope) => handler.includes(scope)))
      .filter((resource) => !shown.includes(resource) && !shown.includes(resource.node.scope));
    expect(hidden.map(({ cfnResourceType }) => cfnResourceType).sort()).toEqual([
      'AWS::IAM::Policy',
      'AWS::Lambda::EventInvokeConfig',
    ]);
  });
});

describe('the countries that carriers may dial', () => {
  const regions = (options: ChimeEndpointOptions, ...numbers: string[]) => {
    const { endpoint, template } = made({ callsFrom: ['twilio'], ...options });
    for (const number of numbers) endpoint.useFor(number);
    const [termination] = Object.values(template().findResources('Custom::ByonTermination'));
    return termination!.Properties.CallingRegions as string[];
  };

  it('are the US and those of the numbers', () => {
    expect(regions({})).toEqual(['US']);
    expect(regions({}, '+442079460000', '+919876543210', '+914440000000')).toEqual(['GB', 'IN', 'US']);
  });

  it('are those that are given', () => {
    expect(regions({ callingRegions: ['CA'] }, '+442079460000')).toEqual(['CA']);
  });
});

describe('permissions of the provisioner', () => {
  it('are those of the resources, and no more', () => {
    const actions = (options: ChimeEndpointOptions) => {
      const policies = Object.values(made(options).template().findResources('AWS::IAM::Policy'));
      const statements = policies.flatMap(
        (policy) => policy.Properties.PolicyDocument.Statement as { Action: string | string[] }[],
      );
      return new Set(statements.flatMap(({ Action }) => Action));
    };
    const few = actions({});
    const all = actions(EVERYTHING);
    for (const action of ['Origination', 'Streaming', 'Logging', 'Credentials', 'Termination']) {
      expect([...few].filter((name) => name.includes(action))).toEqual([]);
      expect([...all].filter((name) => name.includes(action))).not.toEqual([]);
    }
    expect([...all].filter((name) => name.includes('*'))).toEqual([]);
    expect(few).not.toContain('secretsmanager:GetSecretValue');
  });

  it('stand in a policy of each resource, which goes after it', () => {
    const { stack, endpoint, template } = made({ callsFrom: ['twilio'] });
    const { resource } = endpoint.newVoiceConnector!.termination!;
    const logicalId = stack.getLogicalId(resource.policy.node.defaultChild as never);
    const [termination] = Object.values(template().findResources('Custom::ByonTermination'));
    expect(termination!.DependsOn).toContain(logicalId);
    expect(JSON.stringify(template().findResources('AWS::IAM::Policy')[logicalId])).toContain(
      'chime:PutVoiceConnectorTermination',
    );
  });

  it('are acknowledged to AWS Solutions, every finding', () => {
    const app = appAsDeployed();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
    const stack = chimeStack({ env: SINGAPORE }, app);
    const callHandler = aliasIn(stack);
    new ChimeEndpoint(stack, 'Endpoint', { ...EVERYTHING, callHandler });
    expect(() => app.synth()).not.toThrow();
  });
});

describe('faults of an endpoint', () => {
  it('are told all at once, by the names of its own properties', () => {
    const stack = chimeStack({ env: { ...SINGAPORE, region: 'eu-north-1' } });
    const near = SipMediaApplication.fromSipMediaApplicationAttributes(stack, 'Near', {
      sipMediaApplicationId: '0f1e2d3c',
    });
    const options: ChimeEndpointOptions = {
      endpointName: 'Reception 24/7',
      callsFrom: ['10.0.0.0/8', 'twilio'],
      callingRegions: ['UK'],
      callsPerSecond: 0,
      originationRoutes: [{ host: 'sip.example.com', protocol: 'UDP' }],
      logRetention: RetentionDays.ONE_DAY,
      failover: [near],
    };
    expect(faultsOf(() => made(options, stack))).toEqual([
      ['endpointName', expect.stringMatching(/1 to 240/)],
      ['env.region', expect.stringMatching(/eu-north-1 has no/)],
      ['callsFrom.0', expect.stringMatching(/16,777,216 addresses/)],
      ['callingRegions.0', expect.stringMatching(/ISO 3166/)],
      ['callsPerSecond', expect.stringMatching(/at least 1/)],
      ['originationRoutes.0.protocol', expect.stringMatching(/must be TCP/)],
      ['logRetention', expect.stringMatching(/none is on/)],
      ['failover.0', expect.stringMatching(/has one already/)],
    ]);
  });

  it('are properties of a new connector beside an existing one', () => {
    const stack = chimeStack();
    const options = { voiceConnector: aConnectorElsewhere(stack), callsFrom: ['twilio'], sipLogs: true };
    expect(faultsOf(() => made(options, stack))).toEqual([
      ['callsFrom', expect.stringMatching(/voiceConnector is given/)],
      ['sipLogs', expect.stringMatching(/voiceConnector is given/)],
    ]);
  });
});

describe('Indian numbers', () => {
  it('are warned of once, without a number', () => {
    const { endpoint } = made({ callsFrom: ['twilio'] });
    for (const number of ['+14155550100', '+919876543210', '+919876543211']) endpoint.useFor(number);
    const warnings = warningsOf(endpoint);
    expect(warnings).toEqual([expect.stringMatching(/no region in India.*leaves the country.*Singapore/)]);
    expect(warnings[0]).not.toMatch(/\d{7}/);
  });

  it('are refused where their media must stay', () => {
    const { endpoint } = made({ callsFrom: ['twilio'] });
    const dlt = (mediaMustStayInIndia: boolean) => ({
      dlt: {
        declaredPurposes: ['inbound-only' as const],
        subscriber: { legalName: 'Asha Clinic', kycStatus: 'verified' as const },
        mediaMustStayInIndia,
      },
    });
    expect(endpoint.faultsOfNumber('+919876543210', dlt(true))).toEqual([
      { path: ['dlt', 'mediaMustStayInIndia'], message: expect.stringMatching(/no region in India/) },
    ]);
    expect(endpoint.faultsOfNumber('+919876543210', dlt(false))).toEqual([]);
    expect(endpoint.faultsOfNumber('+919876543210', {})).toEqual([]);
    expect(warningsOf(endpoint)).toEqual([]);
  });
});

describe('an endpoint from a config', () => {
  const bound = (written: object) => {
    const stack = chimeStack();
    const settings = endpointSettings.parse(written);
    SipEndpoint.fromSettings(settings).bind(stack, { callHandler: aliasIn(stack) });
    return Template.fromStack(stack);
  };

  it('may be empty', () => {
    const template = bound({});
    template.hasResourceProperties('Custom::ByonVoiceConnector', {
      RequireEncryption: true,
      NetworkType: 'IPV4_ONLY',
    });
    template.resourceCountIs('Custom::ByonTermination', 0);
  });

  it('leaves the countries to the numbers', () => {
    bound({ callsFrom: ['8.8.8.8'] }).hasResourceProperties('Custom::ByonTermination', {
      CallingRegions: ['US'],
    });
  });

  it('is what it says', () => {
    const template = bound({
      name: 'Reception',
      encryption: false,
      networkType: 'dual-stack',
      callsFrom: ['8.8.8.8'],
      callingRegions: ['US', 'IN'],
      callsPerSecond: 3,
      callerId: '+14155550100',
      credentials: { secret: 'carriers/digest', revision: '2' },
      origination: [{ host: 'sip.example.com', protocol: 'UDP' }],
      logs: { sip: true, messages: true },
      experimentalStreaming: { retentionHours: 24 },
    });
    template.hasResourceProperties('Custom::ByonVoiceConnector', {
      Name: 'Reception',
      RequireEncryption: false,
      NetworkType: 'DUAL_STACK',
    });
    template.hasResourceProperties('Custom::ByonTermination', {
      CidrAllowedList: ['8.8.8.8/32'],
      CallingRegions: ['US', 'IN'],
      CpsLimit: 3,
      DefaultPhoneNumber: '+14155550100',
    });
    template.hasResourceProperties('Custom::ByonTerminationCredentials', { Revision: '2' });
    template.hasResourceProperties('Custom::ByonOrigination', {
      Routes: [Match.objectLike({ Protocol: 'UDP' })],
    });
    template.hasResourceProperties('Custom::ByonVoiceConnectorLogging', {
      EnableSIPLogs: true,
      EnableMediaMetricLogs: false,
    });
    template.resourceCountIs('Custom::ByonSipMediaApplicationLogging', 1);
    template.hasResourceProperties('Custom::ByonStreaming', { DataRetentionInHours: 24 });
  });
});
