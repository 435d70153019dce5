import { ArnFormat } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Byon } from '../../../lib';
import { LEASE_MS, LIMITS, PAUSES_MS } from '../../../lambda/wrap-up/settings';
import { emptyStack, receptionist } from '../stacks';

const WEBHOOK = { url: 'https://crm.example.com/calls', secret: 'crm/webhook' };

function wrapUp() {
  const stack = emptyStack();
  const byon = new Byon(stack, 'Byon');
  byon.addAgent('reception', receptionist({ afterCall: { webhook: WEBHOOK } }));
  byon.addAgent('night', receptionist({ afterCall: { webhook: WEBHOOK, summary: false } }));
  const handler = new Function(stack, 'Crm', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
  });
  byon.onCallEnded('ToCrm', { target: new LambdaFunction(handler) });
  return { stack, byon, handler, template: Template.fromStack(stack) };
}

const { stack, byon, handler, template } = wrapUp();
const { wrapUp: worker, callsTable } = byon.conversation;
const DESCRIPTION = 'BYON: sums a call up and tells of its end';

it('is tried three times, then laid aside in an encrypted queue', () => {
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    FunctionName: stack.resolve(worker.function.functionName),
    MaximumRetryAttempts: 2,
    DestinationConfig: { OnFailure: { Destination: stack.resolve(worker.deadLetters.queueArn) } },
  });
  template.hasResourceProperties('AWS::SQS::Queue', {
    SqsManagedSseEnabled: true,
    MessageRetentionPeriod: 14 * 86_400,
  });
});

it('has time for all that it may wait for, and is done before its claim on the call is over', () => {
  const { Timeout } = Object.values(
    template.findResources('AWS::Lambda::Function', { Properties: { Description: DESCRIPTION } }),
  )[0]!.Properties as { Timeout: number };
  const telling = (PAUSES_MS.length + 1) * LIMITS.send + PAUSES_MS.reduce((sum, ms) => sum + ms, 0);
  expect(Timeout * 1000).toBeGreaterThan(LIMITS.settle + LIMITS.summary + telling);
  expect(LEASE_MS).toBeGreaterThan(Timeout * 1000);
  // Lambda's second repetition comes three minutes after the first failure at the earliest.
  expect(LEASE_MS).toBeLessThan(180_000);
});

it('may read what was said and the keys, keep what it makes of it and tell the bus, and nothing else', () => {
  const role = stack.resolve(worker.role.roleName) as object;
  const policies = Object.values(
    template.findResources('AWS::IAM::Policy', { Properties: { Roles: [role] } }),
  );
  const statements = policies.flatMap(
    (policy) => policy.Properties.PolicyDocument.Statement as { Action: unknown; Resource: unknown }[],
  );
  expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
    ['dynamodb:GetItem', stack.resolve(byon.registry.table.tableArn)],
    [['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'], stack.resolve(callsTable.tableArn)],
    ['events:PutEvents', defaultBus()],
    [['logs:CreateLogStream', 'logs:PutLogEvents'], stack.resolve(worker.logGroup.logGroupArn)],
    [
      ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
      stack.resolve(worker.deadLetters.queueArn),
    ],
    [
      ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
      [
        stack.resolve(
          stack.formatArn({
            service: 'secretsmanager',
            resource: 'secret:crm/webhook-??????',
            arnFormat: ArnFormat.NO_RESOURCE_NAME,
          }),
        ),
        stack.resolve(byon.keys.newSecrets.openai!.ref),
      ],
    ],
  ]);
});

function defaultBus(): unknown {
  return stack.resolve(stack.formatArn({ service: 'events', resource: 'event-bus/default' }));
}

it('lets a target see the end of the calls of this stack, and of no other', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['byon'],
      'detail-type': ['Call Ended'],
      resources: [stack.resolve(callsTable.tableArn)],
    },
    Targets: [Match.objectLike({ Arn: stack.resolve(handler.functionArn) })],
  });
  template.hasResourceProperties('AWS::Lambda::Function', {
    Description: DESCRIPTION,
    Environment: { Variables: Match.objectLike({ CALLS_TABLE_ARN: stack.resolve(callsTable.tableArn) }) },
  });
});
