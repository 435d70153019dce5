import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  SipMediaApplication,
  SipRule,
  SipTrigger,
  type ISipMediaApplication,
  type SipRuleTarget,
} from '../../../lib/endpoint';
import { aConnectorElsewhere, aliasIn, chimeStack, faultsOf } from './line';

function applicationIn(stack: Stack, region: string): ISipMediaApplication {
  const attributes = { sipMediaApplicationId: `of-${region}`, region };
  return SipMediaApplication.fromSipMediaApplicationAttributes(stack, `Existing-${region}`, attributes);
}
function rule(
  targetsOf: (stack: Stack) => SipRuleTarget[],
  trigger = SipTrigger.toPhoneNumber('+14155550100'),
) {
  const stack = chimeStack();
  const made = new SipRule(stack, 'Rule', { trigger, targets: targetsOf(stack) });
  return { stack, made, template: Template.fromStack(stack) };
}

describe('a SIP rule', () => {
  it('takes all calls to a Voice Connector', () => {
    const stack = chimeStack();
    const targets = [{ application: applicationIn(stack, 'us-east-1') }];
    const trigger = SipTrigger.requestUriHostname(aConnectorElsewhere(stack));
    new SipRule(stack, 'Rule', { trigger, targets, sipRuleName: 'Reception', disabled: true });
    Template.fromStack(stack).hasResourceProperties('Custom::ByonSipRule', {
      Name: 'Reception',
      TriggerType: 'RequestUriHostname',
      TriggerValue: 'abcdef1ghij2klmno3pqr4.voiceconnector.chime.aws',
      TargetApplications: [{ SipMediaApplicationId: 'of-us-east-1', Priority: 1, AwsRegion: 'us-east-1' }],
      Disabled: true,
    });
  });

  it('goes through regions in order, or by priorities', () => {
    const { template } = rule((stack) => [
      { application: applicationIn(stack, 'us-east-1') },
      { application: applicationIn(stack, 'us-west-2'), priority: 7 },
    ]);
    template.hasResourceProperties('Custom::ByonSipRule', {
      TriggerType: 'ToPhoneNumber',
      TargetApplications: [
        { SipMediaApplicationId: 'of-us-east-1', Priority: 1 },
        { SipMediaApplicationId: 'of-us-west-2', Priority: 7 },
      ],
      Disabled: false,
    });
  });

  it('brings no call before its application may call the function', () => {
    const stack = chimeStack();
    const application = new SipMediaApplication(stack, 'Application', { handler: aliasIn(stack) });
    new SipRule(stack, 'Rule', {
      trigger: SipTrigger.toPhoneNumber('+14155550100'),
      targets: [{ application }],
    });
    const [resource] = Object.values(Template.fromStack(stack).findResources('Custom::ByonSipRule'));
    expect(resource!.DependsOn).toContain(stack.getLogicalId(application.permission));
  });

  it('stands beside another rule of its stack under another name', () => {
    const stack = chimeStack();
    const targets = [{ application: applicationIn(stack, 'us-east-1') }];
    for (const number of ['+14155550100', '+14155550101']) {
      new SipRule(stack, `Rule${number}`, { trigger: SipTrigger.toPhoneNumber(number), targets });
    }
    const rules = Object.values(Template.fromStack(stack).findResources('Custom::ByonSipRule'));
    expect(new Set(rules.map(({ Properties }) => Properties.Name as string)).size).toBe(2);
  });

  it('tells every fault', () => {
    const faults = faultsOf(() =>
      rule((stack) => {
        const application = applicationIn(stack, 'us-east-1');
        return [
          { application },
          { application, priority: 1 },
          { application: applicationIn(stack, 'us-west-2'), priority: 0 },
        ];
      }, SipTrigger.toPhoneNumber('14155550100')),
    );
    expect(faults).toEqual([
      ['trigger', expect.stringMatching(/must be E\.164/)],
      ['targets.2.priority', expect.stringMatching(/at least 1/)],
      ['targets.1.priority', expect.stringMatching(/1 belongs to another target/)],
      ['targets.1.application', expect.stringMatching(/is in us-east-1 like another/)],
    ]);
  });

  it('takes 1 to 25 targets', () => {
    expect(faultsOf(() => rule(() => []))).toEqual([['targets', expect.stringMatching(/at least 1/)]]);
    const many = (stack: Stack) =>
      Array.from({ length: 26 }, (_, i) => ({ application: applicationIn(stack, `us-east-${i + 1}`) }));
    expect(faultsOf(() => rule(many))).toEqual([['targets', expect.stringMatching(/at most 25/)]]);
  });

  it('takes a host name for what it is', () => {
    const trigger = SipTrigger.requestUriHostname('https://abcdef.voiceconnector.chime.aws');
    const targets = (stack: Stack) => [{ application: applicationIn(stack, 'us-east-1') }];
    expect(faultsOf(() => rule(targets, trigger))).toEqual([
      ['trigger', expect.stringMatching(/domain name/)],
    ]);
  });

  it('takes a trigger that is known only at deployment', () => {
    const stack = chimeStack();
    const number = new CfnParameter(stack, 'Number').valueAsString;
    const targets = [{ application: applicationIn(stack, 'us-east-1') }];
    new SipRule(stack, 'Rule', { trigger: SipTrigger.toPhoneNumber(number), targets });
    Template.fromStack(stack).hasResourceProperties('Custom::ByonSipRule', {
      TriggerValue: { Ref: 'Number' },
    });
  });
});
