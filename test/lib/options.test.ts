import { RemovalPolicy, Validations, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Byon, ProviderKey, SipEndpoint, type ByonProps } from '../../lib';
import { chimeStack, SINGAPORE } from './endpoint/line';
import { appAsDeployed, receptionist } from './stacks';

const ANY_LINE = SipEndpoint.chime({ callsFrom: ['twilio'] });

function made(props: (stack: Stack) => ByonProps = () => ({})) {
  // A table with a key of the company's needs to know its region.
  const stack = chimeStack();
  const byon = new Byon(stack, 'Byon', { endpoint: ANY_LINE, ...props(stack) });
  byon.addAgent('reception', receptionist());
  return { stack, byon, template: Template.fromStack(stack) };
}

type Resources = ReturnType<Template['findResources']>;
/** Of a resource, as CloudFormation names them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Properties = Record<string, any>;

function propertiesOf(resources: Resources): Properties[] {
  return Object.values(resources).map(({ Properties }) => Properties as Properties);
}

/** Which roles may do something with a key, each by the start of its name. */
function usersOf(template: Template, key: unknown): string[] {
  const policies = propertiesOf(template.findResources('AWS::IAM::Policy'));
  const users = policies.filter(({ PolicyDocument }) =>
    (PolicyDocument.Statement as Properties[]).some(
      ({ Action, Resource }) =>
        JSON.stringify(Action).includes('kms:Decrypt') &&
        [Resource].flat().some((one) => JSON.stringify(one) === JSON.stringify(key)),
    ),
  );
  return users
    .flatMap(({ Roles }) => Roles.map(({ Ref }: { Ref: string }) => Ref.replace(/Role.*/, '')))
    .sort();
}

const TABLE = 'AWS::DynamoDB::GlobalTable';
const LASTING = [TABLE, 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret'];

describe("the company's own keys", () => {
  let key: Key;
  let audioKey: Key;
  const { stack, template } = made((scope) => {
    key = new Key(scope, 'Key', { enableKeyRotation: true });
    audioKey = new Key(scope, 'AudioKey', { enableKeyRotation: true });
    return { encryptionKey: key, audioEncryptionKey: audioKey };
  });
  const arn = stack.resolve(key!.keyArn) as object;
  const audioArn = stack.resolve(audioKey!.keyArn) as object;

  it('encrypt every table', () => {
    const tables = propertiesOf(template.findResources(TABLE));
    expect(tables).toHaveLength(2);
    for (const { SSESpecification, Replicas } of tables) {
      expect(SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
      expect(Replicas[0].SSESpecification).toEqual({ KMSMasterKeyId: arn });
    }
  });

  it('encrypt every secret that is made', () => {
    expect(propertiesOf(template.findResources('AWS::SecretsManager::Secret'))).toEqual([
      expect.objectContaining({ KmsKeyId: arn }),
    ]);
  });

  it('encrypt the audio, and not object by object', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: audioArn },
          },
        ],
      },
    });
  });

  it('serve the functions that meet what they encrypt, and no others', () => {
    const [call, turn] = ['ByonConversationCallHandler', 'ByonConversationTurnWorker'];
    const others = ['ByonConversationWrapUp', 'ByonRegistryDeploymentProvisioner'];
    expect(usersOf(template, arn)).toEqual([call, turn, ...others]);
    expect(usersOf(template, audioArn)).toEqual([turn]);
  });

  it('let Amazon Chime play and record, in this account only', () => {
    const audio = propertiesOf(template.findResources('AWS::KMS::Key')).find((properties) =>
      JSON.stringify(properties.KeyPolicy).includes('voiceconnector.chime.amazonaws.com'),
    );
    expect(audio?.KeyPolicy.Statement).toContainEqual({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Condition: { StringEquals: { 'aws:SourceAccount': SINGAPORE.account } },
      Effect: 'Allow',
      Principal: { Service: 'voiceconnector.chime.amazonaws.com' },
      Resource: '*',
    });
  });

  it('are keys that AWS owns where none are named', () => {
    const { template: plain } = made();
    expect(JSON.stringify(plain.toJSON())).not.toMatch(/kms:|KMS|KmsKeyId/);
  });
});

describe('a table, a secret and a key that are there already', () => {
  let table: TableV2;
  let secret: Secret;
  let key: Key;
  const { stack, byon, template } = made((scope) => {
    key = new Key(scope, 'Key');
    table = new TableV2(scope, 'Existing', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      encryption: TableEncryptionV2.customerManagedKey(key),
    });
    secret = new Secret(scope, 'OpenAi', { encryptionKey: key });
    return { registryTable: table, providers: { openai: { key: ProviderKey.fromSecret(secret) } } };
  });

  it('are used in place of new ones', () => {
    expect(byon.registry.table).toBe(table);
    expect(byon.keys.newSecrets).toEqual({});
    template.resourceCountIs(TABLE, 2);
    template.resourceCountIs('AWS::SecretsManager::Secret', 1);
  });

  it('are open to the functions that need them', () => {
    const users = usersOf(template, stack.resolve(key!.keyArn));
    expect(users).toEqual([
      'ByonConversationCallHandler',
      'ByonConversationTurnWorker',
      'ByonConversationWrapUp',
      'ByonRegistryDeploymentProvisioner',
    ]);
  });
});

describe('a network', () => {
  const inNetwork = (stack: Stack): ByonProps => ({
    vpc: Vpc.fromVpcAttributes(stack, 'Network', {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: ['ap-southeast-1a'],
      privateSubnetIds: ['subnet-0123456789abcdef0'],
      privateSubnetRouteTableIds: ['rtb-0123456789abcdef0'],
    }),
  });

  it('takes in the functions of a call, and no function that makes the stack', () => {
    const functions = propertiesOf(made(inNetwork).template.findResources('AWS::Lambda::Function'));
    const inside = functions.filter(({ VpcConfig }) => VpcConfig !== undefined);
    expect(functions.length).toBeGreaterThan(inside.length);
    expect(inside.map(({ Description, VpcConfig }) => [Description, VpcConfig.SubnetIds]).sort()).toEqual([
      ['BYON: answers the events of a call', ['subnet-0123456789abcdef0']],
      ['BYON: makes the reply of a turn', ['subnet-0123456789abcdef0']],
      ['BYON: sums a call up and tells of its end', ['subnet-0123456789abcdef0']],
    ]);
  });

  it('takes the security groups that are named, and makes none', () => {
    const { template } = made((stack) => ({
      ...inNetwork(stack),
      securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
    }));
    template.resourceCountIs('AWS::EC2::SecurityGroup', 0);
    const functions = propertiesOf(template.findResources('AWS::Lambda::Function'));
    expect(functions.flatMap(({ VpcConfig }) => VpcConfig?.SecurityGroupIds ?? [])).toEqual([
      'sg-0123456789abcdef0',
      'sg-0123456789abcdef0',
      'sg-0123456789abcdef0',
    ]);
  });

  it.each([{ env: SINGAPORE }, {}])(
    'brings nothing that AWS Solutions complains of in a stack with %j',
    (props) => {
      const app = appAsDeployed();
      Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
      const stack = chimeStack(props, app);
      new Byon(stack, 'Byon', { endpoint: ANY_LINE, ...inNetwork(stack) }).addAgent(
        'reception',
        receptionist(),
      );
      expect(() => app.synth()).not.toThrow();
    },
  );
});

describe('a permission boundary', () => {
  it('bounds every role', () => {
    const stack = chimeStack();
    PermissionsBoundary.of(stack).apply(ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'company'));
    new Byon(stack, 'Byon', { endpoint: ANY_LINE });
    const roles = propertiesOf(Template.fromStack(stack).findResources('AWS::IAM::Role'));
    expect(roles.length).toBeGreaterThan(3);
    expect(roles.filter(({ PermissionsBoundary: boundary }) => boundary === undefined)).toEqual([]);
  });
});

describe('what becomes of tables, audio and secrets', () => {
  const policiesOf = (template: Template) =>
    LASTING.flatMap((type) =>
      Object.values(template.findResources(type)).map(({ DeletionPolicy }) => DeletionPolicy),
    );

  it('is that they stay, but for what a first deployment made that failed', () => {
    const { template } = made();
    expect(policiesOf(template)).toEqual(['Retain', ...Array(3).fill('RetainExceptOnCreate')]);
    template.hasResourceProperties(TABLE, {
      Replicas: [Match.objectLike({ DeletionProtectionEnabled: true })],
    });
  });

  it('is that they go where the company says so, the protected table too', () => {
    const { template } = made(() => ({ removalPolicy: RemovalPolicy.DESTROY }));
    expect(policiesOf(template)).toEqual(['Delete', 'Delete', 'Delete', 'Delete']);
    expect(JSON.stringify(template.findResources(TABLE))).not.toContain('"DeletionProtectionEnabled":true');
  });
});

describe('logs', () => {
  it.each([
    [30, undefined],
    [7, RetentionDays.ONE_WEEK],
  ])('are kept for %i days with the retention %s', (days, logRetention) => {
    const groups = made(() => ({ logRetention })).template.findResources('AWS::Logs::LogGroup');
    expect(propertiesOf(groups).map(({ RetentionInDays }) => RetentionInDays)).toEqual(Array(5).fill(days));
  });

  it('hold no personal data unless the company says so', () => {
    const variable = /BYON_LOG_PII/;
    expect(JSON.stringify(made().template.toJSON())).not.toMatch(variable);
    expect(JSON.stringify(made(() => ({ logPersonalData: true })).template.toJSON())).toMatch(variable);
  });
});
