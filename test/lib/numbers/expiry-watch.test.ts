import type { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Byon } from '../../../lib';
import { aDltRecord } from '../../builders/dial-facts';
import { emptyStack, receptionist } from '../stacks';
import { FedStack } from './fed-stack';

function office(stack: Stack): Function {
  const code = Code.fromInline('exports.handler = async () => {};');
  return new Function(stack, 'Office', { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code });
}

const given = new FedStack({ registryApi: true });
const { byon, template } = given;

it('runs each morning of India', () => {
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'cron(0 6 * * ? *)',
    ScheduleExpressionTimezone: 'Asia/Kolkata',
    Target: Match.objectLike({ Arn: given.stack.resolve(byon.expiryWatch!.teller.function.functionArn) }),
  });
});

it('reads the index of numbers and its own mark, and tells the default bus, and nothing else', () => {
  const role = byon.expiryWatch!.teller.role.roleName;
  const { tableArn } = byon.registry.table;
  expect(given.on(role, `${tableArn}/index/gsi1`)).toEqual([['dynamodb:Scan', undefined]]);
  expect(given.on(role, tableArn)).toEqual([['dynamodb:GetItem dynamodb:PutItem', ['EXPIRIES']]]);
  expect(given.rights(role).map(({ Action }) => [Action].flat()[0])).toEqual([
    'dynamodb:Scan',
    'dynamodb:GetItem',
    'events:PutEvents',
    'logs:CreateLogStream',
  ]);
});

it('is told to a target of the company, for the numbers of this registry only', () => {
  const stack = emptyStack();
  const watched = new Byon(stack, 'Byon');
  const target = office(stack);
  watched.onDltExpiring('ToOffice', { target: new LambdaFunction(target) });
  watched.onDltExpiring('ToAudit', { target: new LambdaFunction(target) });
  const all = Template.fromStack(stack);
  all.resourceCountIs('AWS::Scheduler::Schedule', 1);
  all.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['byon'],
      'detail-type': ['DLT Expiring'],
      resources: [stack.resolve(watched.registry.table.tableArn)],
    },
    Targets: [Match.objectLike({ Arn: stack.resolve(target.functionArn) })],
  });
});

it('is there for a number with a DLT record, and not for one without', () => {
  const of = (dlt?: ReturnType<typeof aDltRecord>) => {
    const numbers = new Byon(emptyStack(), 'Byon');
    const agent = numbers.addAgent('reception', receptionist());
    numbers.addNumber('+911401234567', { agent, dlt });
    return numbers.expiryWatch;
  };
  expect(of()).toBeUndefined();
  expect(of(aDltRecord())).toBeDefined();
});
