import { Annotations, Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
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
  /** Whole calls of agents that record them, written by Amazon Chime. */
  callRecordings: 'call-recordings/',
  /** The indexed files of the agents. They stay: a version of an agent may be used for as long as a call lasts. */
  knowledge: 'knowledge/',
} as const;

export interface AudioBucketProps {
  /** How long recordings and replies are kept, in whole days. */
  readonly retention: Duration;
  /** S3's own key where there is none. */
  readonly encryptionKey?: IKey;
  readonly removalPolicy: RemovalPolicy;
}

const CHIME = 'voiceconnector.chime.amazonaws.com';

/** The audio of the calls. Amazon Chime plays from it and records into it. */
export class AudioBucket extends Bucket {
  constructor(scope: Construct, id: string, props: AudioBucketProps) {
    super(scope, id, {
      ...(props.encryptionKey
        ? // Without a bucket key every object costs a call to KMS.
          { encryption: BucketEncryption.KMS, encryptionKey: props.encryptionKey, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      // Chime records with PutObjectAcl, which "bucket owner enforced" may refuse. This setting takes ACLs
      // and still makes the bucket's owner the owner of what Chime hands over (docs/decisions/0006).
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      removalPolicy: props.removalPolicy,
      lifecycleRules: [
        { id: 'forget-replies', prefix: PREFIX.calls, expiration: props.retention },
        { id: 'forget-recordings', prefix: PREFIX.recordings, expiration: props.retention },
        { id: 'forget-call-recordings', prefix: PREFIX.callRecordings, expiration: props.retention },
        { id: 'drop-broken-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    this.letChime(['s3:GetObject'], [PREFIX.clips, PREFIX.calls]);
    this.letChime(['s3:PutObject', 's3:PutObjectAcl'], [PREFIX.recordings, PREFIX.callRecordings]);
    if (props.encryptionKey) this.letChimeUse(props.encryptionKey);
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Only the turn worker and Amazon Chime reach these objects, which live for days. Access logs would keep ' +
        'call ids for longer than the calls; CloudTrail data events are the way where an audit asks for one.',
    });
  }

  /** Only SIP media applications of this very account and region, not those of Chime's other customers. */
  private letChime(actions: string[], prefixes: string[]): void {
    const applications = Stack.of(this).formatArn({ service: 'chime', resource: 'sma', resourceName: '*' });
    this.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal(CHIME)],
        actions,
        resources: prefixes.map((prefix) => this.arnForObjects(`${prefix}*`)),
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          ArnLike: { 'aws:SourceArn': applications },
        },
      }),
    );
  }

  private letChimeUse(key: IKey): void {
    const { statementAdded } = key.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal(CHIME)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        // A key's policy speaks of this key alone.
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (statementAdded) return;
    Annotations.of(this).addWarningV2(
      'byon-cdk:audio-key-policy',
      `The key of the audio is imported, so its policy can't be changed here. Let ${CHIME} use kms:Decrypt and ` +
        'kms:GenerateDataKey with it, or else callers hear nothing.',
    );
  }
}
