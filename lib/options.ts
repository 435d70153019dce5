import type { RemovalPolicy } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** How what a stack keeps is encrypted, and what becomes of it when the stack is deleted. */
export interface StorageOptions {
  /**
   * Encrypts the tables and the secrets that the stack makes. The stack needs a fixed region then.
   *
   * @default - keys that AWS owns
   */
  readonly encryptionKey?: IKey;
  /**
   * What becomes of tables, audio and secrets when they leave the stack. `DESTROY` also takes the deletion
   * protection off the registry table; a bucket that still holds audio has to be emptied by hand.
   *
   * @default RemovalPolicy.RETAIN for the registry table, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE for the rest,
   * so that of a first deployment that fails only the protected table stays
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Where the functions of a call run, and what they log. */
export interface FunctionOptions {
  /**
   * A network that the functions of a call run in, for a language model that only it reaches. They need a way to
   * DynamoDB, S3, Lambda, EventBridge, Secrets Manager and the providers.
   *
   * @default - none: AWS's own network
   */
  readonly vpc?: IVpc;
  /**
   * @default - the private subnets of the network
   */
  readonly vpcSubnets?: SubnetSelection;
  /**
   * @default - a group of its own for each function, open outwards
   */
  readonly securityGroups?: ISecurityGroup[];
  /**
   * How long logs are kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;
  /**
   * Whether phone numbers and transcripts are logged. For finding faults, not for production.
   *
   * @default false
   */
  readonly logPersonalData?: boolean;
}
