import { Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Alias, Version } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { SipMediaApplication, type SipMediaApplicationProps } from '../../../lib/endpoint';
import { aliasIn, chimeStack, faultsOf, SINGAPORE } from './line';

function made(props: Partial<SipMediaApplicationProps> = {}) {
  const stack = chimeStack();
  const handler = aliasIn(stack);
  const application = new SipMediaApplication(stack, 'Application', { handler, ...props });
  return { stack, handler, application, template: () => Template.fromStack(stack) };
}

describe('a SIP media application', () => {
  it('calls the alias of a function, and nobody else of Amazon Chime may', () => {
    const { stack, handler, application, template } = made();
    template().hasResourceProperties('Custom::ByonSipMediaApplication', {
      LambdaArn: stack.resolve(handler.functionArn) as object,
    });
    template().hasResourceProperties('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      Principal: 'voiceconnector.chime.amazonaws.com',
      FunctionName: stack.resolve(handler.functionArn) as object,
      SourceAccount: SINGAPORE.account,
      SourceArn: stack.resolve(application.ref.sipMediaApplicationArn) as object,
    });
  });

  it('is made with the right to open the function to Amazon Chime, that function only', () => {
    const { stack, handler, template } = made();
    template().hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Effect: 'Allow',
            Action: ['lambda:AddPermission', 'lambda:GetPolicy'],
            Resource: [
              stack.resolve(handler.version.lambda.functionArn) as object,
              stack.resolve(handler.functionArn) as object,
            ],
          },
        ]),
      },
    });
  });

  it('takes a version as well', () => {
    const stack = chimeStack();
    const handler = Version.fromVersionArn(
      stack,
      'Version',
      'arn:aws:lambda:ap-southeast-1:111122223333:function:answering:7',
    );
    new SipMediaApplication(stack, 'Application', { handler });
    Template.fromStack(stack).hasResourceProperties('Custom::ByonSipMediaApplication', {
      LambdaArn: 'arn:aws:lambda:ap-southeast-1:111122223333:function:answering:7',
    });
  });

  it('is reached by Tags.of()', () => {
    const { application, template } = made();
    Tags.of(application).add('team', 'reception');
    template().hasResourceProperties('Custom::ByonSipMediaApplication', {
      Tags: [{ Key: 'team', Value: 'reception' }],
    });
  });

  it('logs messages where it is told to, into a group that forgets', () => {
    const { stack, application, template } = made({
      messageLogs: true,
      logRetention: RetentionDays.ONE_WEEK,
    });
    template().hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: {
        'Fn::Join': [
          '',
          [
            '/aws/ChimeSipMediaApplicationSipMessages/',
            stack.resolve(application.ref.sipMediaApplicationId) as object,
          ],
        ],
      },
      RetentionInDays: 7,
    });
    template().hasResourceProperties('Custom::ByonSipMediaApplicationLogging', {
      EnableSipMediaApplicationMessageLogs: true,
    });
    const [logging] = Object.values(template().findResources('Custom::ByonSipMediaApplicationLogging'));
    expect(logging!.DependsOn).toContain(
      stack.getLogicalId(application.logs!.logGroup.node.defaultChild as never),
    );
  });

  it('lets somebody change its running calls, those only', () => {
    const { stack, application, template } = made();
    const role = new Role(stack, 'Agent', { assumedBy: new AccountPrincipal(SINGAPORE.account) });
    application.grantUpdateCall(role);
    template().hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Action: 'chime:UpdateSipMediaApplicationCall',
            Effect: 'Allow',
            Resource: stack.resolve(application.ref.sipMediaApplicationArn) as object,
          },
        ],
      },
    });
  });

  it('can be one that exists, in another region', () => {
    const stack = chimeStack();
    const application = SipMediaApplication.fromSipMediaApplicationAttributes(stack, 'Existing', {
      sipMediaApplicationId: '0f1e2d3c',
      region: 'us-east-1',
    });
    expect(application.region).toBe('us-east-1');
    expect(stack.resolve(application.ref.sipMediaApplicationArn)).toBe(
      'arn:aws:chime:us-east-1:111122223333:sma/0f1e2d3c',
    );
  });

  it('tells every fault', () => {
    const stack = chimeStack({ env: { ...SINGAPORE, region: 'ap-south-1' } });
    const handler = Alias.fromAliasAttributes(stack, 'Far', {
      aliasName: 'live',
      aliasVersion: Version.fromVersionArn(
        stack,
        'FarVersion',
        'arn:aws:lambda:us-east-1:111122223333:function:answering:7',
      ),
    });
    const props = { handler, sipMediaApplicationName: 'a/b', logRetention: RetentionDays.ONE_DAY };
    expect(faultsOf(() => new SipMediaApplication(stack, 'Application', props))).toEqual([
      ['env.region', expect.stringMatching(/ap-south-1/)],
      ['sipMediaApplicationName', expect.stringMatching(/1 to 240/)],
      ['handler', expect.stringMatching(/is in us-east-1; it must be in ap-south-1/)],
      ['logRetention', expect.stringMatching(/set messageLogs/)],
    ]);
  });
});
