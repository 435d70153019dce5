import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { StorageOptions } from '../options';

/**
 * What the keys of calls are made from: by them the call handler knows which calls the bridge has introduced, and
 * which ones come by the trunk of the stack. Random, and nobody needs to know it, so it goes with the stack.
 */
export class CallKey extends Secret {
  constructor(scope: Construct, id: string, { encryptionKey }: Pick<StorageOptions, 'encryptionKey'> = {}) {
    super(scope, id, {
      description: 'What BYON proves by that a call came by its own way',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      encryptionKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        "Twilio's trunk holds a key that is made from it, which only a deployment changes; a rotation in between " +
        'would have every call of the trunk refused.',
    });
  }
}
