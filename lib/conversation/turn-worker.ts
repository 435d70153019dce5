import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { ProviderKeys } from '../byok/provider-keys';
import type { FunctionOptions } from '../options';
import { BundledFunction } from '../private/bundled-function';
import { PREFIX, type AudioBucket } from './audio-bucket';

export interface TurnWorkerProps extends FunctionOptions {
  readonly registryTable: ITableV2;
  readonly callsTable: ITableV2;
  readonly audioBucket: AudioBucket;
  readonly keys: ProviderKeys;
  /** How long call records are kept, in whole days. */
  readonly callRetention: Duration;
}

/** Turns what the caller said into a spoken reply, sentence by sentence. Invoked without waiting. */
export class TurnWorker extends BundledFunction {
  constructor(scope: Construct, id: string, props: TurnWorkerProps) {
    const { registryTable, callsTable, audioBucket, keys, callRetention, ...options } = props;
    super(scope, id, {
      ...options,
      bundle: 'turn',
      description: 'BYON: makes the reply of a turn',
      // The longest reply (60 s) and its last sentences.
      timeout: Duration.seconds(90),
      memorySize: 1024,
      // Lambda tries again after a minute at the earliest; no caller waits for that.
      retryAttempts: 0,
      maxEventAge: Duration.seconds(60),
      environment: {
        REGISTRY_TABLE: registryTable.tableName,
        CALLS_TABLE: callsTable.tableName,
        AUDIO_BUCKET: audioBucket.bucketName,
        CALL_DAYS: String(callRetention.toDays()),
        PROVIDERS: keys.environment,
      },
      statements: [
        new PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [registryTable.tableArn] }),
        new PolicyStatement({
          actions: ['dynamodb:PutItem', 'dynamodb:Query'],
          resources: [callsTable.tableArn],
        }),
        new PolicyStatement({
          actions: ['s3:GetObject'],
          resources: [audioBucket.arnForObjects(`${PREFIX.recordings}*`)],
        }),
        new PolicyStatement({
          actions: ['s3:PutObject'],
          resources: [PREFIX.clips, PREFIX.calls].map((prefix) => audioBucket.arnForObjects(`${prefix}*`)),
        }),
      ],
    });
    keys.grantRead(this.role);
    acknowledgePrefixes(this.role, audioBucket, [PREFIX.recordings, PREFIX.calls, PREFIX.clips]);
  }
}

/** AWS Solutions wants every wildcard of a policy acknowledged by itself. */
function acknowledgePrefixes(role: Role, bucket: AudioBucket, prefixes: readonly string[]): void {
  const bucketId = Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnBucket);
  for (const prefix of prefixes) {
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${prefix}*]`,
      reason: 'Keys of audio objects hold the id of the call, so the grant is by the prefix of their kind.',
    });
  }
}
