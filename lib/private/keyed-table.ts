import { Stack, Token } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  TableEncryptionV2,
  TableV2,
  type Attribute,
  type TablePropsV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { InvalidInputError } from '../../lambda/core/errors';
import type { StorageOptions } from '../options';

export interface KeyedTableProps
  extends
    Pick<StorageOptions, 'encryptionKey'>,
    Required<Pick<StorageOptions, 'removalPolicy'>>,
    Pick<TablePropsV2, 'globalSecondaryIndexes' | 'timeToLiveAttribute' | 'deletionProtection'> {}

/** A table with the keys `pk` and `sk`, which can go back in time. */
export class KeyedTable extends TableV2 {
  /** @throws InvalidInputError for an encryption key in a stack without a fixed region. */
  constructor(scope: Construct, id: string, props: KeyedTableProps) {
    const { encryptionKey, ...rest } = props;
    super(scope, id, {
      ...rest,
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: encryptionKey && encryptionBy(scope, encryptionKey),
    });
  }
}

export function text(name: string): Attribute {
  return { name, type: AttributeType.STRING };
}

/** The key of a table stands in the template by region; CDK refuses one that it doesn't know. */
function encryptionBy(scope: Construct, key: IKey): TableEncryptionV2 {
  if (Token.isUnresolved(Stack.of(scope).region)) {
    const message = "needs a stack with a fixed region; give the stack env: { region: 'ap-southeast-1' }";
    throw new InvalidInputError(scope.node.path, [{ path: 'encryptionKey', message }]);
  }
  return TableEncryptionV2.customerManagedKey(key);
}
