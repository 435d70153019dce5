import type { FakeStack } from './account';
import type { Answer } from './answers';

export function getCallerIdentity(account: string): Answer {
  return result(
    'GetCallerIdentity',
    `<Arn>arn:aws:iam::${account}:user/asha</Arn><UserId>AIDAFAKE</UserId><Account>${account}</Account>`,
  );
}

/** As CloudFormation makes it: a UUID stands last. */
export function stackId(account: string, region: string, name: string): string {
  return `arn:aws:cloudformation:${region}:${account}:stack/${name}/0f0e0d0c-0b0a-4000-8000-000000000001`;
}

export function describeStacks(name: string, id: string, stack: FakeStack): Answer {
  const { status = 'CREATE_COMPLETE', outputs = {} } = stack;
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  return result(
    'DescribeStacks',
    `<Stacks><member><StackId>${id}</StackId><StackName>${name}</StackName><StackStatus>${status}</StackStatus>` +
      `<CreationTime>2026-11-01T00:00:00Z</CreationTime><Outputs>${members.join('')}</Outputs></member></Stacks>`,
  );
}

/** One a page finds callers who read only the first. */
export function listStackResources({ resources = {} }: FakeStack, token: string | null): Answer {
  const all = Object.entries(resources);
  const place = Number(token ?? 0);
  const [logicalId, resource] = all[place] ?? [];
  const member =
    logicalId === undefined
      ? ''
      : `<member><LogicalResourceId>${logicalId}</LogicalResourceId><ResourceType>${resource?.Type}</ResourceType>` +
        `<PhysicalResourceId>${resource?.physicalId ?? logicalId}</PhysicalResourceId>` +
        '<LastUpdatedTimestamp>2026-11-01T00:00:00Z</LastUpdatedTimestamp>' +
        '<ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>';
  const next = place + 1 < all.length ? `<NextToken>${place + 1}</NextToken>` : '';
  return result('ListStackResources', `<StackResourceSummaries>${member}</StackResourceSummaries>${next}`);
}

export function getTemplate({ resources = {} }: FakeStack): Answer {
  const template = {
    Resources: Object.fromEntries(
      Object.entries(resources).map(([id, { Type, Properties }]) => [id, { Type, Properties }]),
    ),
  };
  const text = JSON.stringify(template).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return result('GetTemplate', `<TemplateBody>${text}</TemplateBody>`);
}

function result(operation: string, inner: string): Answer {
  const text = `<${operation}Response><${operation}Result>${inner}</${operation}Result></${operation}Response>`;
  return { status: 200, type: 'text/xml', text };
}
