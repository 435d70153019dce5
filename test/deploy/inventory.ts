import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import type { Aws } from './aws';

/**
 * All that the account holds, whichever stack made it, of the types that our stack makes.
 *
 * @returns lines such as `AWS::S3::Bucket audio`, in order.
 */
export async function inventory({ dynamo, iam, lambda, logs, s3, secrets, sqs }: Aws): Promise<string[]> {
  const [{ TableNames }, { Functions }, { Buckets }, { SecretList }, groups, roles, queues] =
    await Promise.all([
      dynamo.send(new ListTablesCommand({})),
      lambda.send(new ListFunctionsCommand({})),
      s3.send(new ListBucketsCommand({})),
      secrets.send(new ListSecretsCommand({})),
      logs('DescribeLogGroups', {}) as Promise<{ logGroups: { logGroupName: string }[] }>,
      iam({ Action: 'ListRoles' }),
      sqs('ListQueues', {}) as Promise<{ QueueUrls?: string[] }>,
    ]);
  const found: Record<string, (string | undefined)[]> = {
    'AWS::DynamoDB::GlobalTable': TableNames ?? [],
    'AWS::IAM::Role': [...roles.matchAll(/<RoleName>([^<]*)</g)].map(([, name]) => name),
    'AWS::Lambda::Function': (Functions ?? []).map(({ FunctionName }) => FunctionName),
    'AWS::Logs::LogGroup': groups.logGroups.map(({ logGroupName }) => logGroupName),
    'AWS::SQS::Queue': queues.QueueUrls ?? [],
    'AWS::S3::Bucket': (Buckets ?? []).map(({ Name }) => Name),
    'AWS::SecretsManager::Secret': (SecretList ?? []).map(({ Name }) => Name),
  };
  return Object.entries(found).flatMap(([type, names]) => names.map((name) => `${type} ${name}`).sort());
}
