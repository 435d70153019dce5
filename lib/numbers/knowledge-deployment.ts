import { Lazy, Stack, Validations, type IResolvable } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { RegistryRecordsProperties } from '../../lambda/provision-registry/properties';
import type { IndexedKnowledge } from '../agents/knowledge-files';
import { PREFIX, type AudioBucket } from '../conversation/audio-bucket';
import { grantKeys } from '../private/grant-keys';
import { JsonAsset } from '../private/json-asset';

type Knowledge = NonNullable<RegistryRecordsProperties['Knowledge']>;

/**
 * The indices of the agents' knowledge, on their way to the bucket where the turn worker reads them. They are files of
 * the deployment, named in the template, and the function that brings the records copies them first.
 */
export class KnowledgeDeployment {
  /** What the custom resource is told; nothing where no agent has knowledge. */
  readonly property: IResolvable;

  private readonly files = new Map<string, JsonAsset>();
  private bucket: AudioBucket | undefined;

  constructor(
    private readonly scope: Construct,
    private readonly role: () => Role,
  ) {
    this.property = Lazy.any({ produce: () => this.wanted() });
  }

  /** Brings an index along. The same one of several agents is brought once. */
  add({ hash, json }: IndexedKnowledge, bucket: AudioBucket): void {
    if (this.files.has(hash)) return;
    const file = new JsonAsset(this.scope, { displayName: 'Knowledge of agents', json: () => json });
    this.files.set(hash, file);
    const role = this.role();
    role.addToPolicy(file.readStatement());
    file.acknowledgeIn(role);
    if (this.bucket) return;
    this.bucket = bucket;
    role.addToPolicy(
      new PolicyStatement({
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects(`${PREFIX.knowledge}*`)],
      }),
    );
    grantKeys(role, [bucket.encryptionKey]);
    acknowledgeKnowledge(role, bucket);
  }

  private wanted(): Knowledge | undefined {
    if (!this.bucket) return undefined;
    const files = [...this.files].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      Bucket: this.bucket.bucketName,
      Files: files.map(([Hash, { bucketName, objectKey }]) => ({
        Hash,
        Bucket: bucketName,
        Key: objectKey,
      })),
    };
  }
}

/** AWS Solutions wants every wildcard of a policy acknowledged. @param role whose policy names the prefix. */
export function acknowledgeKnowledge(role: Role, bucket: AudioBucket): void {
  const bucketId = Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnBucket);
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${PREFIX.knowledge}*]`,
    reason:
      'The key of an index is the hash of its content. A call stays with the version of its agent that it began ' +
      'with, so the indices of former deployments are read and written as well.',
  });
}
