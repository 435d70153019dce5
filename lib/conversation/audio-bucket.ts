import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** What lies where in the bucket. */
export const PREFIX = {
  /** Stock phrases, rendered once and kept. */
  clips: 'clips/',
  /** Parts of replies, by call. */
  calls: 'calls/',
  /** What callers said, written by Amazon Chime. */
  recordings: 'recordings/',
} as const;

export interface AudioBucketProps {
  /** How long recordings and replies are kept, in whole days. */
  readonly retention: Duration;
}

/** The audio of the calls. Amazon Chime plays from it and records into it. Kept when the stack is deleted. */
export class AudioBucket extends Bucket {
  constructor(scope: Construct, id: string, props: AudioBucketProps) {
    super(scope, id, {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      // Chime records with PutObjectAcl, which "bucket owner enforced" may refuse. This setting takes ACLs
      // and still makes the bucket's owner the owner of what Chime hands over (docs/decisions/0006).
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { id: 'forget-replies', prefix: PREFIX.calls, expiration: props.retention },
        { id: 'forget-recordings', prefix: PREFIX.recordings, expiration: props.retention },
        { id: 'drop-broken-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    this.letChime(['s3:GetObject'], [PREFIX.clips, PREFIX.calls]);
    this.letChime(['s3:PutObject', 's3:PutObjectAcl'], [PREFIX.recordings]);
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Only the turn worker and Amazon Chime reach these objects, which live for days. Access logs would keep ' +
        'call ids for longer than the calls; CloudTrail data events are the way where an audit asks for one.',
    });
  }

  /** Only SIP media applications of this very account and region, not those of Chime's other customers. */
  private letChime(actions: string[], prefixes: string[]): void {
    const { account } = Stack.of(this);
    const applications = Stack.of(this).formatArn({ service: 'chime', resource: 'sma', resourceName: '*' });
    this.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('voiceconnector.chime.amazonaws.com')],
        actions,
        resources: prefixes.map((prefix) => this.arnForObjects(`${prefix}*`)),
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': applications },
        },
      }),
    );
  }
}
