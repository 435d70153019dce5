import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand,
} from '@aws-sdk/client-lambda';
import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Holdings } from '../fakes/chime';
import type { Aws } from './aws';
import type { Resource } from './deployed-stack';
import { registryOf } from './registry';
import type { Stage } from './stage';

interface Statement {
  Effect: string;
  Action: unknown;
  Resource: unknown;
  Principal: { Service?: string };
}
type Check = (resource: Resource, stage: Stage) => Promise<void>;

/**
 * How each type of resource is looked at: through its own API and, where the emulator drops a property (see
 * {@link MiniStack}), in the template that CloudFormation was given.
 */
export const CHECKS: Record<string, Check> = {
  'AWS::DynamoDB::GlobalTable': async ({ physicalId, properties, deletionPolicy }, { aws }) => {
    const { Table } = await aws.dynamo.send(new DescribeTableCommand({ TableName: physicalId }));
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      KeySchema: properties['KeySchema'],
    });
    const indexes = (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName);
    const wanted: { IndexName: string }[] = properties['GlobalSecondaryIndexes'] ?? [];
    expect(indexes).toEqual(wanted.map(({ IndexName }) => IndexName));
    expect(properties['Replicas']).toEqual([
      expect.objectContaining({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }),
    ]);
    expect(deletionPolicy).toMatch(/^Retain/);
  },
  'AWS::S3::Bucket': async ({ physicalId: Bucket, properties, deletionPolicy }, { aws }) => {
    const { PublicAccessBlockConfiguration } = await aws.s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(Object.values(PublicAccessBlockConfiguration!)).toEqual([true, true, true, true]);
    const encryption = await aws.s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(encryption.ServerSideEncryptionConfiguration?.Rules).toHaveLength(1);
    expect(properties['LifecycleConfiguration'].Rules.length).toBeGreaterThan(0);
    expect(deletionPolicy).toMatch(/^Retain/);
  },
  'AWS::S3::BucketPolicy': async (_, { aws, stack }) => {
    const { physicalId: Bucket } = await stack.resource('AWS::S3::Bucket');
    const { Policy } = await aws.s3.send(new GetBucketPolicyCommand({ Bucket }));
    const { Statement } = JSON.parse(Policy!) as { Statement: Statement[] };
    expect(Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
    const chime = Statement.filter((one) => one.Principal.Service === 'voiceconnector.chime.amazonaws.com');
    expect(chime.map((one) => one.Action)).toEqual(['s3:GetObject', ['s3:PutObject', 's3:PutObjectAcl']]);
  },
  'AWS::SecretsManager::Secret': async ({ physicalId: SecretId, deletionPolicy }, { aws }) => {
    await aws.secrets.send(new DescribeSecretCommand({ SecretId }));
    const { SecretString } = await aws.secrets.send(new GetSecretValueCommand({ SecretId }));
    expect(SecretString).toBe('');
    expect(deletionPolicy).toMatch(/^Retain/);
  },
  'AWS::Lambda::Function': async ({ physicalId: FunctionName, properties }, { aws }) => {
    const found = await aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const { Handler, Runtime, Architectures, Timeout, MemorySize, Environment } = properties;
    expect(found).toMatchObject({ State: 'Active', Handler, Runtime, Architectures, Timeout, MemorySize });
    expect(found.CodeSize).toBeGreaterThan(1000);
    expect(Object.keys(found.Environment!.Variables!).sort()).toEqual(
      Object.keys(Environment.Variables).sort(),
    );
    expect(Object.values(found.Environment!.Variables!).filter((value) => value === '')).toEqual([]);
  },
  'AWS::Lambda::Version': async ({ physicalId: FunctionName }, { aws }) => {
    const { Version } = await aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    expect(Version).toMatch(/^\d+$/);
  },
  'AWS::Lambda::Alias': async ({ physicalId: FunctionName }, { aws, stack }) => {
    const [Name] = FunctionName.split(':').slice(-1);
    const alias = await aws.lambda.send(new GetAliasCommand({ FunctionName, Name }));
    const version = await stack.resource('AWS::Lambda::Version');
    expect(alias.Name).toBe('live');
    expect(version.physicalId).toMatch(new RegExp(`:${alias.FunctionVersion}$`));
  },
  'AWS::Lambda::EventInvokeConfig': async ({ properties }, { aws, stack }) => {
    const { FunctionName, Qualifier, DestinationConfig, ...wanted } = properties;
    const { physicalId } = await stack.resource('AWS::Lambda::Function', FunctionName.Ref as string);
    const found = await aws.lambda.send(
      new GetFunctionEventInvokeConfigCommand({ FunctionName: physicalId, Qualifier }),
    );
    expect(found).toMatchObject(wanted);
    if (!DestinationConfig) return;
    const [queueId] = DestinationConfig.OnFailure.Destination['Fn::GetAtt'];
    const queue = await stack.resource('AWS::SQS::Queue', queueId as string);
    const { QueueArn } = await attributesOf(queue.physicalId, aws);
    expect(found.DestinationConfig?.OnFailure?.Destination).toBe(QueueArn);
  },
  'AWS::SQS::Queue': async ({ physicalId, properties }, { aws }) => {
    expect(await attributesOf(physicalId, aws)).toMatchObject({
      SqsManagedSseEnabled: String(properties['SqsManagedSseEnabled']),
      MessageRetentionPeriod: String(properties['MessageRetentionPeriod']),
    });
  },
  'AWS::SQS::QueuePolicy': async (_, { aws, stack }) => {
    const { physicalId } = await stack.resource('AWS::SQS::Queue');
    const { Policy } = await attributesOf(physicalId, aws);
    expect((JSON.parse(Policy!) as { Statement: Statement[] }).Statement).toMatchObject([
      { Effect: 'Deny', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
  },
  'AWS::Lambda::Permission': async ({ properties }, { aws, chime, stack }) => {
    const alias = await stack.resource('AWS::Lambda::Alias');
    const { Policy } = await aws.lambda.send(
      new GetPolicyCommand({ FunctionName: alias.physicalId, Qualifier: 'live' }),
    );
    const { Statement } = JSON.parse(Policy!) as { Statement: Statement[] };
    expect(properties).toMatchObject({ Principal: 'voiceconnector.chime.amazonaws.com' });
    expect(JSON.stringify(Statement)).toContain(chime.holdings().applications[0]);
  },
  'AWS::Scheduler::Schedule': async ({ physicalId, properties }, { aws, stack }) => {
    const { ScheduleExpression, Target } = properties;
    const target = await stack.resource('AWS::Lambda::Function', Target.Arn['Fn::GetAtt'][0] as string);
    expect(await aws.schedule(physicalId)).toMatchObject({
      State: 'ENABLED',
      ScheduleExpression,
      Target: { Arn: expect.stringMatching(new RegExp(`:function:${target.physicalId}$`)) },
    });
  },
  'AWS::Logs::ResourcePolicy': async ({ properties }) => {
    expect(properties['PolicyDocument']).toContain('delivery.logs.amazonaws.com');
  },
  'Custom::ByonVoiceConnector': heldAs('connectors'),
  'Custom::ByonTermination': heldAs('terminations'),
  'Custom::ByonSipMediaApplication': heldAs('applications'),
  'Custom::ByonSipRule': heldAs('rules'),
  'Custom::ByonRegistryRecords': async (_, stage) => {
    const registry = await registryOf(stage);
    expect(await registry.findNumber('+14155550100')).toBeDefined();
  },
  'AWS::IAM::Role': async ({ physicalId }, { aws }) => {
    const xml = await aws.iam({ Action: 'GetRole', RoleName: physicalId });
    const { Statement } = documentIn(xml, 'AssumeRolePolicyDocument');
    expect(Statement).toMatchObject([{ Action: 'sts:AssumeRole', Effect: 'Allow' }]);
    expect(['lambda.amazonaws.com', 'scheduler.amazonaws.com']).toContain(Statement[0]!.Principal.Service);
  },
  'AWS::IAM::Policy': async ({ properties }, { aws, stack }) => {
    const { PolicyName, PolicyDocument } = properties;
    const [{ Ref: roleId }] = properties['Roles'];
    const { physicalId: RoleName } = await stack.resource('AWS::IAM::Role', roleId as string);
    const xml = await aws.iam({ Action: 'GetRolePolicy', RoleName, PolicyName });
    const { Statement } = documentIn(xml, 'PolicyDocument');
    const actions = (statements: Statement[]) => statements.map(({ Effect, Action }) => ({ Effect, Action }));
    expect(actions(Statement)).toEqual(actions(PolicyDocument.Statement));
    const resources = Statement.flatMap(({ Resource }) => Resource);
    expect(resources.filter((one) => typeof one !== 'string' || one === '')).toEqual([]);
  },
  'AWS::Logs::LogGroup': async ({ physicalId, properties }, { aws }) => {
    const { logGroups } = (await aws.logs('DescribeLogGroups', { logGroupNamePrefix: physicalId })) as {
      logGroups: unknown[];
    };
    expect(logGroups).toMatchObject([
      { logGroupName: physicalId, retentionInDays: properties['RetentionInDays'] },
    ]);
  },
};

/** What Amazon Chime holds has the id that CloudFormation knows. */
function heldAs(kind: keyof Holdings): Check {
  return async ({ physicalId }, { chime }) => expect(chime.holdings()[kind]).toContain(physicalId);
}

async function attributesOf(QueueUrl: string, { sqs }: Aws): Promise<Record<string, string>> {
  const asked = { QueueUrl, AttributeNames: ['All'] };
  const { Attributes } = (await sqs('GetQueueAttributes', asked)) as { Attributes: Record<string, string> };
  return Attributes;
}

function documentIn(xml: string, element: string): { Statement: Statement[] } {
  const [, encoded = ''] = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml) ?? [];
  return JSON.parse(decodeURIComponent(encoded)) as { Statement: Statement[] };
}
