import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { registryOwner } from '../../lambda/provision-registry/owner';

export const REGISTRY_TABLE = 'byon-registry';

/** Under which the records of a config are noted on this machine, as if a stack had deployed them. */
export const LOCAL_OWNER = registryOwner({ stackId: 'local', logicalId: 'Records' });

const KEY_ATTRIBUTES = ['pk', 'sk'];

/** A table with the keys of both tables of the stack. */
export function table(TableName: string): CreateTableCommandInput {
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: KEY_ATTRIBUTES.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  };
}

/** The registry, with its index: an agent's numbers. */
export function registryTable(): CreateTableCommandInput {
  return {
    ...table(REGISTRY_TABLE),
    AttributeDefinitions: [...KEY_ATTRIBUTES, 'gsi1pk', 'gsi1sk'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'gsi1',
        KeySchema: [
          { AttributeName: 'gsi1pk', KeyType: 'HASH' },
          { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  };
}
