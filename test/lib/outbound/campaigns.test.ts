import { Stack, Validations } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Carrier } from '../../../lib';
import { allCarriers } from '../carriers/all-carriers';
import { CarrierStack } from '../carriers/carrier-stack';
import { appAsDeployed } from '../stacks';

const DESK = 'BYON: starts and stops campaigns, and reports on them';
const PACER = 'BYON: takes campaigns on, each minute';
const WORKER = 'BYON: has the callees of campaigns dialled';

const given = new CarrierStack();
given.byon.addCarrier('vobiz', Carrier.vobiz({ credentials: given.credentials }));
const outbound = given.byon.enableOutbound({
  countries: ['IN', 'US'],
  campaigns: true,
  carriers: { vobiz: { callsPerSecond: 5 } },
});
const campaigns = outbound.campaigns!;
const template = given.template();

interface Statement {
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}

function statementsOf({ roleName }: { roleName: string }): Statement[] {
  const role = given.resolve(roleName) as { Ref: string };
  return Object.values(template.findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => (Properties.Roles as { Ref: string }[]).some(({ Ref }) => Ref === role.Ref))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Statement[]);
}

const told = (statements: Statement[]) => statements.map(({ Action, Resource }) => [Action, Resource]);
const arn = (value: string) => given.resolve(value);

it('makes nothing where no campaigns are asked for', () => {
  const there = new CarrierStack();
  there.byon.addCarrier('vobiz', Carrier.vobiz({ credentials: there.credentials }));
  expect(there.byon.enableOutbound({ countries: ['US'] }).campaigns).toBeUndefined();
  there.template().resourceCountIs('AWS::Scheduler::Schedule', 0);
  there.template().resourceCountIs('AWS::Lambda::EventSourceMapping', 0);
});

it('lets the worker claim callees and invoke the dial function, and nothing else', () => {
  const { worker, table, queue } = campaigns;
  expect(told(statementsOf(worker.role))).toEqual([
    [['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], arn(table.tableArn)],
    ['lambda:InvokeFunction', arn(outbound.dialFunction.function.functionArn)],
    [['logs:CreateLogStream', 'logs:PutLogEvents'], arn(worker.logGroup.logGroupArn)],
    [
      [
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:GetQueueUrl',
        'sqs:ReceiveMessage',
      ],
      arn(queue.queueArn),
    ],
  ]);
});

it('lets the pacer see what became of dials, and send attempts', () => {
  const { pacer, table, queue } = campaigns;
  const { registry, conversation } = given.byon;
  const statements = statementsOf(pacer.role);
  expect(told(statements)).toEqual([
    [['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], arn(table.tableArn)],
    ['dynamodb:Query', arn(`${table.tableArn}/index/gsi1`)],
    ['dynamodb:GetItem', arn(conversation.callsTable.tableArn)],
    ['dynamodb:GetItem', arn(registry.table.tableArn)],
    ['sqs:SendMessage', arn(queue.queueArn)],
    [['logs:CreateLogStream', 'logs:PutLogEvents'], arn(pacer.logGroup.logGroupArn)],
  ]);
  const keys = statements.flatMap(({ Condition }) => (Condition === undefined ? [] : [Condition]));
  expect(keys).toEqual(
    ['DIAL#*', 'NUMBER#*'].map((key) => ({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [key] } })),
  );
});

it('lets the desk write campaigns, look up agents, and name callees by the key', () => {
  const { desk, table } = campaigns;
  const statements = statementsOf(desk.role);
  expect(told(statements).slice(0, 2)).toEqual([
    [['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], arn(table.tableArn)],
    ['dynamodb:GetItem', arn(given.byon.registry.table.tableArn)],
  ]);
  expect(statements.at(-1)).toMatchObject({ Resource: arn(given.byon.calleeKey.secret.secretArn) });
  expect(given.environmentOf(DESK)).toMatchObject({ COUNTRIES: 'IN,US', CARRIERS: 'vobiz' });
});

it('knows the limits of the carriers, those that are added afterwards too', () => {
  expect(JSON.stringify(given.environmentOf(PACER).TRUNKS)).toMatch(
    /vobiz\\*":\{\\*"callsPerSecond\\*":5,\\*"callsAtOnce\\*":10/,
  );
  const there = new CarrierStack();
  there.byon.enableOutbound({ countries: ['IN'], campaigns: true });
  there.byon.addCarrier('later', Carrier.vobiz({ credentials: there.credentials }));
  expect(JSON.stringify(there.environmentOf(PACER).TRUNKS)).toMatch(/later\\*":\{\\*"callsPerSecond\\*":1/);
});

it('takes campaigns on each minute', () => {
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'rate(1 minute)',
    Target: {
      Arn: arn(campaigns.pacer.function.functionArn),
      RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
    },
  });
});

it('has attempts tried five times, each on its own, then laid aside with an alarm', () => {
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: arn(campaigns.queue.queueArn),
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 20 },
  });
  template.hasResourceProperties('AWS::SQS::Queue', {
    SqsManagedSseEnabled: true,
    RedrivePolicy: { deadLetterTargetArn: arn(campaigns.deadLetters.queueArn), maxReceiveCount: 5 },
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [Match.objectLike({ Value: arn(campaigns.deadLetters.queueName) })],
  });
});

it('keeps a message back from others for longer than a worker has', () => {
  const { Timeout } = Object.values(
    template.findResources('AWS::Lambda::Function', { Properties: { Description: WORKER } }),
  )[0]!.Properties as { Timeout: number };
  template.hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 6 * Timeout });
  // A callee who was claimed counts as lost after 90 seconds.
  expect(Timeout).toBeLessThan(90);
});

it('keeps callees in a table that forgets them', () => {
  template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    GlobalSecondaryIndexes: [
      Match.objectLike({ IndexName: 'gsi1', Projection: { ProjectionType: 'KEYS_ONLY' } }),
    ],
  });
});

it('AWS Solutions finds nothing that is not acknowledged', () => {
  const app = appAsDeployed();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  const there = allCarriers({}, new Stack(app, 'Line'));
  there.byon.enableOutbound({ countries: ['IN'], campaigns: true, callbacks: true });
  Validations.of(there.credentials).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'The carrier issues the credentials.',
  });
  expect(() => app.synth()).not.toThrow();
});
