import { Stack, Validations, type StackProps } from 'aws-cdk-lib';
import { AttributeType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { Byon, ProviderKey, SipEndpoint } from '../../lib';
import { addReception } from './reception';

/**
 * A stack that had a key, a table and a secret before it got a telephone. BYON uses them as they are. In your
 * project the import reads `from 'byon-cdk'`.
 */
export class ClinicStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const key = new Key(this, 'Key', { enableKeyRotation: true });
    const table = new TableV2(this, 'Directory', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      globalSecondaryIndexes: [
        {
          indexName: 'gsi1',
          partitionKey: { name: 'gsi1pk', type: AttributeType.STRING },
          sortKey: { name: 'gsi1sk', type: AttributeType.STRING },
        },
      ],
      encryption: TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    const openAiKey = new Secret(this, 'OpenAiKey', { encryptionKey: key });
    Validations.of(openAiKey).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'OpenAI issues the key, and AWS has no way to rotate it.',
    });

    const byon = new Byon(this, 'Byon', {
      endpoint: SipEndpoint.chime({ callsFrom: ['twilio'] }),
      registryTable: table,
      providers: { openai: { key: ProviderKey.fromSecret(openAiKey) } },
      encryptionKey: key,
      audioEncryptionKey: key,
    });
    addReception(byon);
  }
}
