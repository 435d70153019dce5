import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionOptions, StorageOptions } from '../options';
import { acknowledgeResource } from '../private/acknowledge-resource';
import { BundledFunction } from '../private/bundled-function';
import { grantKeys } from '../private/grant-keys';
import type { CalleeKey } from './callee-key';

export interface ScrubFeedProps
  extends
    Pick<FunctionOptions, 'logRetention' | 'logPersonalData'>,
    Pick<StorageOptions, 'encryptionKey' | 'removalPolicy'> {
  readonly registryTable: ITableV2;
  readonly calleeKey: CalleeKey;
}

const PREFIX = 'scrubs/';
/** Long enough to look into a report; the registry keeps the results. */
const KEPT = Duration.days(30);

/**
 * Takes the results of scrubs: a CSV file that is put under `scrubs/` of its bucket is checked and brought to the
 * registry, and a report is written beside it.
 */
export class ScrubFeed extends Construct {
  /** Who may put files there decides who is called. */
  readonly bucket: Bucket;
  readonly importer: BundledFunction;
  /** Files that could not be imported: the event and why it failed. Kept for 14 days. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: ScrubFeedProps) {
    super(scope, id);
    const { registryTable, calleeKey, encryptionKey, removalPolicy, logRetention, logPersonalData } = props;
    this.bucket = newBucket(this, encryptionKey, removalPolicy);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const objects = this.bucket.arnForObjects(`${PREFIX}*`);
    this.importer = new BundledFunction(this, 'Import', {
      ...{ logRetention, logPersonalData },
      bundle: 'import-scrub',
      description: 'BYON: brings results of scrubs to the registry',
      timeout: Duration.minutes(15),
      memorySize: 512,
      retryAttempts: 2,
      onFailure: new SqsDestination(this.deadLetters),
      environment: {
        REGISTRY_TABLE: registryTable.tableName,
        CALLEE_KEY_SECRET: calleeKey.secretId,
      },
      statements: [
        // Whatever is uploaded, and the report beside it.
        new PolicyStatement({ actions: ['s3:GetObject', 's3:PutObject'], resources: [objects] }),
        new PolicyStatement({
          actions: ['dynamodb:PutItem'],
          resources: [registryTable.tableArn],
          conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['SCRUB#*'] } },
        }),
      ],
    });
    const { role } = this.importer;
    calleeKey.secret.grantRead(role);
    grantKeys(role, [registryTable.encryptionKey, encryptionKey]);
    acknowledgeResource(role, {
      resource: objects,
      reason: 'Files are named by who uploads them; the function is told their names when they are there.',
    });
    Validations.of(this.deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue itself: what lies in it has failed three times.',
    });
    new Rule(this, 'Uploaded', {
      description: 'BYON: a file of scrub results was uploaded',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [this.bucket.bucketName] }, object: { key: Match.prefix(PREFIX) } },
      },
      targets: [new LambdaFunction(this.importer.function)],
    });
  }

  /** Where files go, as in `s3://bucket/scrubs/`. */
  get address(): string {
    return this.bucket.s3UrlForObject(PREFIX);
  }
}

function newBucket(
  scope: Construct,
  encryptionKey: IKey | undefined,
  removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
): Bucket {
  const bucket = new Bucket(scope, 'Bucket', {
    ...(encryptionKey
      ? { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }
      : { encryption: BucketEncryption.S3_MANAGED }),
    enforceSSL: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    removalPolicy,
    lifecycleRules: [
      { id: 'forget', expiration: KEPT },
      { id: 'drop-broken-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
  });
  // CDK's own way is a custom resource, which S3 has not needed since it tells EventBridge by itself.
  (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
    eventBridgeConfiguration: { eventBridgeEnabled: true },
  };
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Files live for 30 days. CloudTrail data events are the way where an audit asks who uploaded one; access logs ' +
      'would keep their names for longer than the files.',
  });
  return bucket;
}
