import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { App, Duration, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { NumberRegistry, VoiceAgent } from '../../../lib';
import { appAsDeployed, emptyStack, ensureBundles, receptionist, ROOT } from '../stacks';

beforeAll(ensureBundles);

function deployed(scope = emptyStack(), order = ['+14155550100', '+14155550101']) {
  const registry = new NumberRegistry(scope, 'Registry');
  const agent = new VoiceAgent(scope, 'reception', receptionist());
  for (const number of order) registry.addNumber(number, { agent });
  return { scope, registry, agent };
}

const keyOf = (template: Template) =>
  Object.values(template.findResources('Custom::ByonRegistryRecords'))[0]!.Properties.Key as string;

describe('the records', () => {
  it('lie in one file, named by what is in it, that a deployment uploads', () => {
    const app = new App();
    const { registry } = deployed(new Stack(app, 'Test'));
    const assembly = app.synth();
    const key = keyOf(Template.fromJSON(assembly.getStackByName('Test').template as object));
    expect(key).toMatch(/^[0-9a-f]{64}\.json$/);
    const manifest = JSON.parse(readFileSync(path.join(assembly.directory, 'Test.assets.json'), 'utf8')) as {
      files: Record<string, { source: { path: string } }>;
    };
    const file = path.join(assembly.directory, manifest.files[key.replace('.json', '')]!.source.path);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(registry.records());
  });

  it('lie where the manifest of a stage finds them', () => {
    const app = new App();
    const stage = new Stage(app, 'Live');
    deployed(new Stack(stage, 'Test'));
    app.synth();
    const assembly = stage.synth();
    const [name] = assembly.stacks[0]!.dependencies.map(({ id }) => id).filter((id) =>
      id.endsWith('.assets'),
    );
    const manifest = JSON.parse(readFileSync(path.join(assembly.directory, `${name}.json`), 'utf8')) as {
      files: Record<string, { displayName?: string; source: { path: string } }>;
    };
    const records = Object.values(manifest.files).find(
      ({ displayName }) => displayName === 'Numbers and agents',
    );
    expect(readFileSync(path.join(assembly.directory, records!.source.path), 'utf8')).toContain(
      '+14155550100',
    );
  });

  it('are the same file in another order, in another folder, and another one when they change', () => {
    const [one, turned, other] = [
      ['+14155550100', '+14155550101'],
      ['+14155550101', '+14155550100'],
      ['+14155550100'],
    ].map((order) => keyOf(Template.fromStack(deployed(emptyStack(), order).scope)));
    expect(turned).toBe(one);
    expect(other).not.toBe(one);
  });

  it('are waited for ten minutes; the function is done before', () => {
    const template = Template.fromStack(deployed().scope);
    template.hasResourceProperties('Custom::ByonRegistryRecords', { ServiceTimeout: '600' });
    template.hasResourceProperties('AWS::Lambda::Function', { Timeout: 540, MemorySize: 512 });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: Duration.minutes(5).toSeconds(),
    });
  });

  it('tell in the outputs what became of them', () => {
    const { scope, registry } = deployed();
    expect(scope.resolve(registry.summary)).toEqual({ 'Fn::GetAtt': [expect.any(String), 'Summary'] });
  });
});

describe('the role of the function', () => {
  const { scope, registry } = deployed();
  const template = Template.fromStack(scope);
  interface Statement {
    Action: string | string[];
    Resource: unknown;
    Condition?: unknown;
  }
  const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    (policy) => policy.Properties.PolicyDocument.Statement as Statement[],
  );
  const arn = JSON.stringify(scope.resolve(registry.table.tableArn));
  const onTable = statements.filter(({ Resource }) => JSON.stringify(Resource).includes(arn));

  it('allows what the registry store does, and no more', () => {
    const store = readFileSync(path.join(ROOT, 'lambda/adapters/dynamodb/registry-store.ts'), 'utf8');
    const used = [...store.matchAll(/new (\w+)Command\(/g)].map((match) => `dynamodb:${match[1]}`);
    const allowed = onTable.flatMap(({ Action }) => Action);
    expect([...new Set(allowed)].sort()).toEqual([...new Set(used)].sort());
  });

  it('reaches numbers, routes, agents and notes, and no evidence', () => {
    expect(onTable).toHaveLength(2);
    for (const { Condition } of onTable) {
      expect(Condition).toEqual({
        'ForAllValues:StringLike': {
          'dynamodb:LeadingKeys': ['NUMBER#*', 'ROUTE#*', 'AGENT#*', 'STACK#*'],
        },
      });
    }
  });

  it('reads records of the staging bucket, those of a former deployment too', () => {
    const reading = statements.filter(({ Action }) => Action === 's3:GetObject');
    expect(reading).toHaveLength(1);
    expect(JSON.stringify(reading[0]!.Resource)).toMatch(/assets.*\/\*\.json/);
  });
});

it('lets the function have greetings rendered by the turn worker, and by nobody where there is none', () => {
  const alone = Template.fromStack(deployed().scope);
  expect(JSON.stringify(alone.toJSON())).not.toContain('TURN_FUNCTION');
  const { scope, registry } = deployed();
  const worker = Function.fromFunctionArn(
    scope,
    'Turn',
    'arn:aws:lambda:us-east-1:111122223333:function:turn',
  );
  registry.deployment.renderBy(worker);
  const template = Template.fromStack(scope);
  template.hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: Match.objectLike({ TURN_FUNCTION: 'turn' }) },
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        { Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: worker.functionArn },
      ]),
    },
  });
});

it.each([undefined, { account: '111122223333', region: 'eu-central-1' }])(
  'has no finding by AWS Solutions that is not acknowledged, with environment %j',
  (env) => {
    const app = appAsDeployed();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    deployed(new Stack(app, 'Test', { env }));
    expect(() => app.synth()).not.toThrow();
  },
);

it('logs as long and as much as asked', () => {
  const stack = emptyStack();
  new NumberRegistry(stack, 'Registry', { logPersonalData: true, logRetention: 7 });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
  template.hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: Match.objectLike({ BYON_LOG_PII: 'true' }) },
  });
});
