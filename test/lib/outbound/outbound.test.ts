import * as path from 'node:path';
import { Stack, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { vobizSettings } from '../../../lambda/core/carriers/settings';
import { ByonStack, Carrier, loadConfig, type Config } from '../../../lib';
import { CALLS_RIGHTS, REGISTRY_RIGHTS } from '../../../lib/outbound/dial-rights';
import { allCarriers } from '../carriers/all-carriers';
import { CarrierStack } from '../carriers/carrier-stack';
import { appAsDeployed, messageOf, ROOT } from '../stacks';

const DIAL = 'BYON: decides on a call and has a carrier dial it';

interface Statement {
  Action: string | string[];
  Resource: unknown;
  Condition?: { 'ForAllValues:StringLike': Record<string, string[]> };
}

const given = allCarriers();
const outbound = given.byon.enableOutbound({
  countries: ['IN', 'US'],
  carriers: { 'vobiz-bridge': { callsPerSecond: 5 } },
});
const template = given.template();
const environment = given.environmentOf(DIAL);
const role = given.resolve(outbound.dialFunction.role.roleName) as { Ref: string };
const statements = Object.values(template.findResources('AWS::IAM::Policy'))
  .filter(({ Properties }) => (Properties.Roles as { Ref: string }[]).some(({ Ref }) => Ref === role.Ref))
  .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Statement[]);
const on = (resource: unknown) =>
  statements.filter(({ Resource }) =>
    [Resource].flat().some((one) => JSON.stringify(one) === JSON.stringify(given.resolve(resource))),
  );

describe('the HTTP API', () => {
  it('demands IAM on every route', () => {
    const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
    const told = routes.map(
      ({ Properties }) => [Properties.RouteKey, Properties.AuthorizationType] as unknown[],
    );
    expect(told.sort()).toEqual([
      ['DELETE /calls/{reference}', 'AWS_IAM'],
      ['GET /calls/{reference}', 'AWS_IAM'],
      ['POST /calls', 'AWS_IAM'],
    ]);
  });

  it('keeps a log of who asked, which forgets, and no other door', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      AccessLogSettings: Match.objectLike({ Format: Match.stringLikeRegexp('identity.userArn') }),
    });
    template.resourceCountIs('AWS::ApiGatewayV2::Stage', 1);
    const urls = Object.values(template.findResources('AWS::Lambda::Url'));
    expect(JSON.stringify(urls)).not.toContain('Outbound');
  });
});

describe('the dial function', () => {
  it.each([
    ['registry', REGISTRY_RIGHTS, given.byon.registry.table.tableArn],
    ['calls table', CALLS_RIGHTS, given.byon.conversation.callsTable.tableArn],
  ])('has its rights to the %s by key, and no others', (_, rights, arn) => {
    const told = on(arn).map(({ Action, Condition }) => ({
      actions: [Action].flat(),
      keys: Condition?.['ForAllValues:StringLike']['dynamodb:LeadingKeys'],
    }));
    expect(told).toEqual(rights);
  });

  it('reads the secrets of its carriers, the call key and the key of callees', () => {
    const read = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];
    for (const arn of [
      given.credentials.secretArn,
      given.byon.carriers.callKey!.secretArn,
      given.byon.calleeKey.secret.secretArn,
    ]) {
      expect(on(arn).flatMap(({ Action }) => Action)).toEqual(read);
    }
  });

  it('names every action and resource', () => {
    for (const { Action, Resource } of statements) {
      expect(JSON.stringify(Action)).not.toContain('*');
      expect(Resource).not.toBe('*');
    }
  });

  it('knows its carriers, their limits, and which countries are called', () => {
    expect(environment).toMatchObject({
      LIMITS: '{"countries":["IN","US"],"callsPerDay":1000}',
      BRIDGE: expect.anything(),
      CALL_KEY_SECRET: expect.anything(),
    });
    const carriers = JSON.stringify(environment.CARRIERS);
    expect(carriers).toMatch(/vobiz-bridge.*callsPerSecond\\*":5,\\*"callsAtOnce\\*":10/);
    expect(carriers).not.toMatch(/authToken|apiKey/);
  });
});

it('makes nothing where no calls are to be made', () => {
  const there = new CarrierStack();
  there.byon.addCarrier('vobiz', Carrier.vobiz({ credentials: there.credentials }));
  expect(there.byon.outbound).toBeUndefined();
  there.template().resourceCountIs('AWS::ApiGatewayV2::Api', 0);
  expect(JSON.stringify(there.template().toJSON())).not.toContain(DIAL);
});

it('is made of a config, whose stack tells where it is', () => {
  const config: Config = {
    ...loadConfig(path.join(ROOT, 'byon.config.yaml')),
    carriers: {
      vobiz: vobizSettings.parse({ type: 'vobiz', secret: 'carriers/vobiz', applicationId: '17' }),
    },
    outbound: {
      countries: ['IN'],
      callsPerDay: 50,
      closedOn: ['2026-12-25'],
      spending: { perDay: 90, pricePerMinute: { IN: 0.65 } },
      carriers: {},
    },
  };
  const stack = new ByonStack(appAsDeployed(), 'Byon', { config });
  const there = Template.fromStack(stack);
  for (const output of ['DialFunction', 'CallsApi', 'CalleeKey']) there.hasOutput(output, {});
  there.hasResourceProperties('AWS::Lambda::Function', {
    Description: DIAL,
    Environment: {
      Variables: Match.objectLike({
        LIMITS:
          '{"countries":["IN"],"callsPerDay":50,"closedOn":["2026-12-25"],"spending":{"perDay":90,"pricePerMinute":{"IN":0.65}}}',
      }),
    },
  });
});

it('dials through carriers that are added afterwards', () => {
  const there = new CarrierStack();
  there.byon.enableOutbound({ countries: ['IN'] });
  there.byon.addCarrier('vobiz', Carrier.vobiz({ credentials: there.credentials }));
  expect(JSON.stringify(there.environmentOf(DIAL).CARRIERS)).toMatch(/vobiz.*callsPerSecond\\*":1,/);
});

it('refuses options with faults, all of them together', () => {
  const { byon } = new CarrierStack();
  const message = messageOf(() =>
    byon.enableOutbound({ countries: ['XX'], callsPerDay: 0, carriers: { vobiz: { callsAtOnce: 101 } } }),
  );
  expect(message).toMatch(/outbound has 3 faults/);
  expect(message).toMatch(/countries\.0: must be a country/);
  expect(message).toMatch(/callsPerDay: must be at least 1; it is 0/);
  expect(message).toMatch(/carriers\.vobiz\.callsAtOnce: must be at most 100; it is 101/);
});

it('is enabled once', () => {
  const there = new CarrierStack();
  there.byon.enableOutbound({ countries: ['IN'] });
  expect(() => there.byon.enableOutbound({ countries: ['US'] })).toThrow(/outbound: is enabled already/);
});

it('is not synthesised without a carrier that can dial, a price, or with limits of a carrier that there is not', () => {
  const there = new CarrierStack();
  const spending = { perDay: 50, pricePerMinute: {} };
  there.byon.enableOutbound({ countries: ['IN'], spending, carriers: { vobiz: {} } });
  const message = messageOf(() => Template.fromStack(there.stack));
  expect(message).toMatch(/outbound\.carriers\.vobiz names no carrier/);
  expect(message).toMatch(/outbound\.spending\.pricePerMinute\.IN is missing: add what a minute to IN costs/);
  expect(message).toMatch(/outbound has no carrier that can be dialled through: add one of type vobiz/);
});

it('AWS Solutions finds nothing that is not acknowledged', () => {
  const app = appAsDeployed();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  const there = allCarriers({}, new Stack(app, 'Line'));
  there.byon.enableOutbound({ countries: ['IN'] });
  Validations.of(there.credentials).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'The carrier issues the credentials.',
  });
  expect(() => app.synth()).not.toThrow();
});
