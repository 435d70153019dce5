import { CfnParameter } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { signallingRangesOf } from '../../../lib/carriers/signalling-ranges';
import { Termination, TerminationCredentials, type TerminationOptions } from '../../../lib/endpoint';
import { aConnectorElsewhere, chimeStack, faultsOf, warningsOf } from './line';

function made(options: TerminationOptions, stack = chimeStack()) {
  const termination = new Termination(stack, 'Termination', {
    voiceConnector: aConnectorElsewhere(stack),
    ...options,
  });
  return { stack, termination, template: () => Template.fromStack(stack) };
}

describe('termination', () => {
  it('lets a carrier by name call US numbers, one call a second', () => {
    const { template, termination } = made({ callsFrom: ['vobiz'] });
    const { ranges } = signallingRangesOf('vobiz')!;
    template().hasResourceProperties('Custom::ByonTermination', {
      VoiceConnectorId: 'abcdef1ghij2klmno3pqr4',
      CidrAllowedList: ranges,
      CallingRegions: ['US'],
      CpsLimit: 1,
      DefaultPhoneNumber: Match.absent(),
      Disabled: false,
    });
    expect(termination.allowedRanges).toEqual(ranges);
    expect(warningsOf(termination)).toEqual([]);
  });

  it('takes what it is told', () => {
    const options = { callingRegions: ['IN', 'US'], callerId: '+14155550100', disabled: true };
    made({ callsFrom: ['8.8.8.8'], ...options })
      .template()
      .hasResourceProperties('Custom::ByonTermination', {
        CallingRegions: ['IN', 'US'],
        DefaultPhoneNumber: '+14155550100',
        Disabled: true,
      });
  });

  it('takes lists that are known only at deployment', () => {
    const stack = chimeStack();
    const list = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;
    made({ callsFrom: list, callingRegions: list }, stack)
      .template()
      .hasResourceProperties('Custom::ByonTermination', {
        CidrAllowedList: { Ref: 'List' },
        CallingRegions: { Ref: 'List' },
      });
  });

  it('warns of what it splits and of a rate above the standard quota', () => {
    const { termination } = made({ callsFrom: ['54.172.60.0/26'], callsPerSecond: 5 });
    expect(termination.allowedRanges).toEqual(['54.172.60.0/27', '54.172.60.32/27']);
    expect(warningsOf(termination)).toEqual([
      expect.stringMatching(/54\.172\.60\.0\/26 is split into 2 ranges/),
      expect.stringMatching(/5 calls a second need a higher quota/),
    ]);
  });

  it('tells every fault', () => {
    const faults = faultsOf(() =>
      made({ callsFrom: [], callingRegions: [], callsPerSecond: 0, callerId: '911' }),
    );
    expect(faults).toEqual([
      ['callsFrom', expect.stringMatching(/names nobody/)],
      ['callingRegions', expect.stringMatching(/at least 1/)],
      ['callsPerSecond', expect.stringMatching(/at least 1; it is 0/)],
      ['callerId', expect.stringMatching(/must be E\.164/)],
    ]);
  });

  it.each(['us', 'USA', 'XX', ''])('takes %j for no country', (code) => {
    expect(faultsOf(() => made({ callsFrom: ['twilio'], callingRegions: ['US', code] }))).toEqual([
      ['callingRegions.1', expect.stringMatching(/ISO 3166/)],
    ]);
  });
});

describe('credentials', () => {
  it('travel as the name of their secret, after the termination', () => {
    const stack = chimeStack();
    const secret = new Secret(stack, 'Digest');
    const credentials = TerminationCredentials.fromSecret(secret, { revision: '2026-11' });
    const { termination, template } = made({ callsFrom: ['twilio'], credentials }, stack);
    const [resource] = Object.values(template().findResources('Custom::ByonTerminationCredentials'));
    expect(resource!.Properties).toMatchObject({
      VoiceConnectorId: 'abcdef1ghij2klmno3pqr4',
      SecretArn: stack.resolve(secret.secretArn) as object,
      Revision: '2026-11',
    });
    const before = termination.resource.node.defaultChild;
    expect(resource!.DependsOn).toContain(stack.getLogicalId(before as never));
  });

  it('are read by nobody but the provisioner, and only from their secret', () => {
    const stack = chimeStack();
    const credentials = TerminationCredentials.fromSecretNamed('carriers/digest');
    const { template } = made({ callsFrom: ['twilio'], credentials }, stack);
    const readers = Object.values(template().findResources('AWS::IAM::Policy')).filter((policy) =>
      JSON.stringify(policy).includes('secretsmanager:GetSecretValue'),
    );
    expect(readers).toHaveLength(1);
    expect(JSON.stringify(readers[0])).toContain('secret:carriers/digest-??????');
    expect(JSON.stringify(readers[0]!.Properties.Roles)).toContain('ByonChimeProvisionerRole');
  });
});
