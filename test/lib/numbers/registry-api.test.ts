import { Match } from 'aws-cdk-lib/assertions';
import { ROUTES } from '../../../lambda/registry-api/routes';
import { FedStack } from './fed-stack';

const given = new FedStack({ registryApi: true });
const { byon, template } = given;
const role = byon.registryApi!.handler.role.roleName;

it('demands IAM on every route', () => {
  const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
  const told = routes.map(
    ({ Properties }) => [Properties.RouteKey, Properties.AuthorizationType] as unknown[],
  );
  expect(told.sort()).toEqual(
    Object.keys(ROUTES)
      .sort()
      .map((route) => [route, 'AWS_IAM']),
  );
});

it('logs who asked, and never a path with a number', () => {
  template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
    StageName: '$default',
    AccessLogSettings: { Format: Match.stringLikeRegexp('routeKey.*identity.userArn') },
  });
  const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
  expect(stage!.Properties.AccessLogSettings.Format).not.toMatch(/path|query/i);
});

it('reaches what it changes and what that depends on, and no decision or scrub', () => {
  const registered = ['NUMBER#*', 'ROUTE#*', 'AGENT#*'];
  expect(given.on(role, byon.registry.table.tableArn)).toEqual([
    [
      'dynamodb:BatchGetItem dynamodb:GetItem dynamodb:Query',
      [...registered, 'STACK#*', 'CONSENT#*', 'OPTOUT#*'],
    ],
    ['dynamodb:PutItem dynamodb:UpdateItem', [...registered, 'CONSENT#*', 'OPTOUT#*']],
    ['dynamodb:DeleteItem', ['ROUTE#*']],
  ]);
  expect(given.on(role, `${byon.registry.table.tableArn}/index/gsi1`)).toEqual([
    ['dynamodb:Query', ['AGENT#*']],
    ['dynamodb:Scan', undefined],
  ]);
  expect(given.on(role, byon.calleeKey.secret.secretArn)).toHaveLength(1);
});

it('finds the notes of its stack', () => {
  const resource = Object.keys(template.findResources('Custom::ByonRegistryRecords'))[0];
  template.hasResourceProperties('AWS::Lambda::Function', {
    Description: 'BYON: numbers, agents, consents and opt-outs over HTTPS',
    Environment: { Variables: { DEPLOYMENT: resource, STACK_ID: { Ref: 'AWS::StackId' } } },
  });
});

it('names no action and no resource with a wildcard', () => {
  for (const { Action, Resource } of given.rights(role)) {
    expect(JSON.stringify(Action)).not.toContain('*');
    expect(Resource).not.toBe('*');
  }
});

it('is not there unless it is asked for', () => {
  const without = new FedStack({});
  expect(without.byon.registryApi).toBeUndefined();
  without.template.resourceCountIs('AWS::ApiGatewayV2::Api', 0);
});
