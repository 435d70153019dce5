import type { FakeStack } from './account';
import { queryRefusal, type Answer } from './answers';

export function getCallerIdentity(account: string): Answer {
  return result(
    'GetCallerIdentity',
    `<Arn>arn:aws:iam::${account}:user/asha</Arn><UserId>AIDAFAKE</UserId><Account>${account}</Account>`,
  );
}

export function describeStacks(name: string, stack: FakeStack | undefined): Answer {
  if (!stack) return queryRefusal('ValidationError', `Stack with id ${name} does not exist`);
  const { status = 'CREATE_COMPLETE', outputs = {} } = stack;
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  return result(
    'DescribeStacks',
    `<Stacks><member><StackName>${name}</StackName><StackStatus>${status}</StackStatus>` +
      `<CreationTime>2026-11-01T00:00:00Z</CreationTime><Outputs>${members.join('')}</Outputs></member></Stacks>`,
  );
}

function result(operation: string, inner: string): Answer {
  const text = `<${operation}Response><${operation}Result>${inner}</${operation}Result></${operation}Response>`;
  return { status: 200, type: 'text/xml', text };
}
