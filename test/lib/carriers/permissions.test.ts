import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { AwsSolutionsChecks } from 'cdk-nag';
import { RESOURCES, type CarrierResourceType } from '../../../lambda/provision-carrier/properties';
import { Admission, Byon, Carrier } from '../../../lib';
import { chimeStack, SINGAPORE } from '../endpoint/line';
import { appAsDeployed, receptionist, ROOT } from '../stacks';
import { allCarriers } from './all-carriers';

interface Statement {
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}
interface Policy {
  Properties: { PolicyDocument: { Statement: Statement[] }; Roles: { Ref: string }[] };
}

/** CDK ends the id of a resource with so many digits of a hash. */
const HASH = 8;

const given = allCarriers();
const template = given.template();
const policies = template.findResources('AWS::IAM::Policy') as Record<string, Policy>;
const TYPES = Object.keys(RESOURCES) as CarrierResourceType[];
const table = given.resolve(given.byon.registry.table.tableArn);
const callsTable = given.resolve(given.byon.conversation.callsTable.tableArn);
const secret = given.resolve(given.credentials.secretArn);
const callKey = given.resolve(given.byon.carriers.callKey!.secretArn);

/** The statements of a resource's own policy, which it waits for. */
function statementsOf(type: CarrierResourceType): Statement[][] {
  return Object.entries(template.findResources(type)).map(([resource, { DependsOn }]) => {
    const own = `${resource.slice(0, -HASH)}Policy`;
    return (DependsOn as string[])
      .filter((id) => id.slice(0, -HASH) === own)
      .flatMap((id) => policies[id]!.Properties.PolicyDocument.Statement);
  });
}

/** The statements of everything that is attached to the role of a function. */
function statementsOfRole(pattern: RegExp): Statement[] {
  return Object.values(policies)
    .filter(({ Properties }) => Properties.Roles.some(({ Ref }) => pattern.test(Ref)))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

const actionsOn = (statements: Statement[], resource: unknown) =>
  statements
    .filter(({ Resource }) => has(Resource, resource))
    .flatMap(({ Action }) => Action)
    .sort();

/** CDK joins statements of the same actions. */
function has(resources: unknown, one: unknown): boolean {
  const all = Array.isArray(resources) ? resources : [resources];
  return all.some((other) => JSON.stringify(other) === JSON.stringify(one));
}

/** The DynamoDB calls that a file makes. */
function callsOf(file: string): string[] {
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  return [
    ...new Set([...source.matchAll(/new (\w+)Command\(/g)].map((match) => `dynamodb:${match[1]}`)),
  ].sort();
}

const READ = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];

describe('every resource at a carrier', () => {
  it.each(TYPES)('%s brings a policy of its own, which reads the secret of its carrier', (type) => {
    const each = statementsOf(type);
    expect(each.length).toBeGreaterThan(0);
    for (const statements of each) expect(actionsOn(statements, secret)).toEqual(READ);
  });

  it.each(TYPES)('%s names what it may do, and on what', (type) => {
    for (const statement of statementsOf(type).flat()) {
      expect(JSON.stringify(statement.Action)).not.toContain('*');
      expect(statement.Resource).not.toBe('*');
    }
  });

  it.each(TYPES.filter((type) => !['Custom::ByonTwilioTrunk', 'Custom::ByonExotelTrunk'].includes(type)))(
    '%s keeps notes of carriers, and reaches nothing else of the table',
    (type) => {
      for (const statements of statementsOf(type)) {
        expect(actionsOn(statements, table)).toEqual(callsOf('lambda/adapters/dynamodb/carrier-notes.ts'));
        const conditions = statements
          .filter(({ Resource }) => has(Resource, table))
          .map(({ Condition }) => Condition);
        expect(conditions).toEqual([
          { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['CARRIER#*'] } },
        ]);
      }
    },
  );

  it('reads the call key only for a trunk that brings it', () => {
    for (const type of TYPES) {
      const isTwilio = type === 'Custom::ByonTwilioTrunk';
      for (const statements of statementsOf(type)) {
        expect(actionsOn(statements, callKey)).toEqual(isTwilio ? READ : []);
      }
    }
  });

  it('reads lists of numbers from the staging bucket, and nothing else of S3', () => {
    for (const type of TYPES) {
      for (const statements of statementsOf(type)) {
        const ofS3 = statements.filter(({ Action }) => JSON.stringify(Action).includes('s3:'));
        expect(ofS3).toHaveLength(type === 'Custom::ByonCarrierNumbers' ? 1 : 0);
        for (const { Action, Resource } of ofS3) {
          expect(Action).toBe('s3:GetObject');
          expect(JSON.stringify(Resource)).toMatch(/assets.*\/\*\.json/);
        }
      }
    }
  });
});

describe('the bridge', () => {
  const statements = statementsOfRole(/Bridge/);

  it('reads numbers and agents', () => {
    expect(actionsOn(statements, table)).toEqual(callsOf('lambda/adapters/dynamodb/number-directory.ts'));
  });

  it('keeps legs and dials, and begins no dial', () => {
    const used = ['leg-store', 'dial-store', 'set-if'].flatMap((file) =>
      callsOf(`lambda/adapters/dynamodb/${file}.ts`),
    );
    const begins = 'dynamodb:PutItem';
    expect(actionsOn(statements, callsTable)).toEqual(
      [...new Set(used)].filter((call) => call !== begins).sort(),
    );
  });

  it('reads the secrets of its carriers and the call key', () => {
    expect(actionsOn(statements, secret)).toEqual(READ);
    expect(actionsOn(statements, callKey)).toEqual(READ);
  });
});

it('the call handler reads the call key, and no secret of a carrier', () => {
  const statements = statementsOfRole(/CallHandler/);
  expect(actionsOn(statements, callKey)).toEqual(READ);
  expect(actionsOn(statements, secret)).toEqual([]);
});

it('keys of the company are granted with the secrets and the table that they encrypt', () => {
  const stack = chimeStack();
  const key = new Key(stack, 'Key');
  const credentials = new Secret(stack, 'Twilio', { encryptionKey: key });
  const byon = new Byon(stack, 'Byon', { encryptionKey: key });
  const agent = byon.addAgent('reception', receptionist());
  const carrier = byon.addCarrier('twilio', Carrier.twilio({ credentials, admission: Admission.trunk() }));
  byon.addNumber('+14155550100', { agent, carrier });
  const arn = stack.resolve(key.keyArn) as unknown;
  const template = Template.fromStack(stack);
  const withKey = template.findResources('AWS::IAM::Policy') as Record<string, Policy>;
  const granted = (pattern: RegExp) =>
    Object.entries(withKey)
      .filter(([id]) => pattern.test(id))
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
      .filter(({ Resource }) => has(Resource, arn))
      .flatMap(({ Action }) => Action);
  expect(granted(/twilioTrunkPolicy/)).toContain('kms:Decrypt');
  expect(granted(/twilioNumbersPolicy/)).toEqual(expect.arrayContaining(['kms:Decrypt', 'kms:Encrypt']));
  const [policy] = Object.values(template.findResources('AWS::KMS::Key'));
  for (const reader of ['CallHandlerRole', 'ByonCarrierProvisionerRole']) {
    expect(JSON.stringify(policy!.Properties.KeyPolicy)).toContain(reader);
  }
});

it.each([undefined, SINGAPORE])('AWS Solutions finds nothing that is not acknowledged in %j', (env) => {
  const app = appAsDeployed();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  const stack = new Stack(app, 'Line', { env });
  Validations.of(allCarriers({}, stack).credentials).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'The carrier issues the credentials.',
  });
  expect(() => app.synth()).not.toThrow();
});
