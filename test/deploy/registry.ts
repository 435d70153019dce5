import { DynamoNumberDirectory } from '../../lambda/adapters/dynamodb/number-directory';
import type { Stage } from './stage';

/** The deployed registry, as the call handler reads it. */
export async function registryOf({
  aws,
  stack,
}: Pick<Stage, 'aws' | 'stack'>): Promise<DynamoNumberDirectory> {
  const { physicalId: table } = await stack.resource('AWS::DynamoDB::GlobalTable', 'ByonRegistry');
  return new DynamoNumberDirectory({ client: aws.dynamo, table });
}
