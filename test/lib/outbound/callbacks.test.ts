import { Carrier } from '../../../lib';
import { CarrierStack } from '../carriers/carrier-stack';

const DIALLER = 'BYON: has callers called back, each minute';

const given = new CarrierStack();
given.byon.addCarrier('vobiz', Carrier.vobiz({ credentials: given.credentials }));
const outbound = given.byon.enableOutbound({ countries: ['US'], callbacks: true });
const { dialler } = outbound.callbacks!;
const { conversation, registry, calleeKey } = given.byon;
const template = given.template();
const arn = (value: string) => given.resolve(value);

interface Statement {
  Action: string | string[];
  Resource: unknown;
  Condition?: { 'ForAllValues:StringLike': Record<string, string[]> };
}

function indicesOf(stack: CarrierStack): unknown[] {
  const { Ref } = stack.resolve(stack.byon.conversation.callsTable.tableName) as { Ref: string };
  const table = stack.template().findResources('AWS::DynamoDB::GlobalTable')[Ref]!;
  return (table.Properties.GlobalSecondaryIndexes as unknown[] | undefined) ?? [];
}

it('lets the dialler move callbacks on, keep consents, see dials and invoke the dial function, and nothing else', () => {
  const { Ref } = given.resolve(dialler.role.roleName) as { Ref: string };
  const statements = Object.values(template.findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => (Properties.Roles as { Ref: string }[]).some((role) => role.Ref === Ref))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Statement[]);
  const keys = (of: string) => ({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [of] } });
  expect(statements.map(({ Action, Resource, Condition }) => [Action, Resource, Condition])).toEqual([
    ['dynamodb:Query', arn(`${conversation.callsTable.tableArn}/index/gsi1`), undefined],
    [['dynamodb:GetItem', 'dynamodb:PutItem'], arn(conversation.callsTable.tableArn), keys('CALLBACK#*')],
    ['dynamodb:GetItem', arn(conversation.callsTable.tableArn), keys('DIAL#*')],
    [['dynamodb:PutItem', 'dynamodb:UpdateItem'], arn(registry.table.tableArn), keys('CONSENT#*')],
    ['lambda:InvokeFunction', arn(outbound.dialFunction.function.functionArn), undefined],
    [['logs:CreateLogStream', 'logs:PutLogEvents'], arn(dialler.logGroup.logGroupArn), undefined],
    [
      ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
      arn(calleeKey.secret.secretArn),
      undefined,
    ],
  ]);
});

it('makes the same reference of a call as the dial function', () => {
  expect(given.environmentOf(DIALLER).STACK).toBe(
    given.environmentOf('BYON: decides on a call and has a carrier dial it').STACK,
  );
});

it('looks each minute', () => {
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'rate(1 minute)',
    Target: {
      Arn: arn(dialler.function.functionArn),
      RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
    },
  });
});

it('finds callbacks by their time, in an index that is there for nothing else', () => {
  expect(indicesOf(given)).toMatchObject([
    {
      IndexName: 'gsi1',
      KeySchema: [{ AttributeName: 'gsi1pk' }, { AttributeName: 'gsi1sk' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ]);
  const without = new CarrierStack();
  without.byon.addCarrier('vobiz', Carrier.vobiz({ credentials: without.credentials }));
  expect(without.byon.enableOutbound({ countries: ['US'] }).callbacks).toBeUndefined();
  expect(indicesOf(without)).toEqual([]);
  without.template().resourceCountIs('AWS::Scheduler::Schedule', 0);
});
