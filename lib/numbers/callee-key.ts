import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { StorageOptions } from '../options';
import { secretIdOf } from '../private/secret-id';

/** How callees are named in what is kept of them. */
export interface CalleeKeyProps extends StorageOptions {
  /**
   * The key that the callees in an existing registry table were hashed with.
   *
   * @default - one is made
   */
  readonly calleeKey?: ISecret;
}

/**
 * The key by which opt-outs, consents and decisions name callees: a hash with it, in place of their numbers. It must
 * outlive the table: without it nobody can tell who has opted out.
 */
export class CalleeKey extends Construct {
  private made: ISecret | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CalleeKeyProps = {},
  ) {
    super(scope, id);
  }

  /** Made when it is first asked for: a stack that keeps nothing of callees needs none. */
  get secret(): ISecret {
    this.made ??= this.props.calleeKey ?? this.newSecret();
    return this.made;
  }

  /** What a function reads it by. */
  get secretId(): string {
    return secretIdOf(this.secret);
  }

  private newSecret(): Secret {
    const { encryptionKey, removalPolicy = RemovalPolicy.RETAIN } = this.props;
    const secret = new Secret(this, 'Secret', {
      description:
        'What BYON hashes the numbers of callees with. Never change it: nobody would be known as opted out',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      encryptionKey,
      removalPolicy,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'With another key no opt-out and no consent would be found again, so it may not be rotated.',
    });
    return secret;
  }
}
