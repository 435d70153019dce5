import { ArnFormat, Duration, Lazy, Stack, Validations } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { isOwnTool } from '../../lambda/core/agents/tool';
import type { IVoiceAgent } from '../agents/voice-agent';
import type { ProviderKeys } from '../byok/provider-keys';
import type { FunctionOptions } from '../options';
import { BundledFunction } from '../private/bundled-function';
import { secretNamed } from '../private/secret-named';
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
  private readonly toolFunctions = new Map<string, string>();
  private readonly tools = new Set<string>();

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
          actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
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

  /** Lets the worker run the tools of an agent. */
  useTools({ record, toolFunctions }: IVoiceAgent): void {
    for (const tool of record.tools.filter(isOwnTool)) {
      const place = tool.type === 'lambda' ? tool.function : tool.secret;
      if (this.tools.has(`${tool.type} ${place}`)) continue;
      this.tools.add(`${tool.type} ${place}`);
      if (tool.type === 'http') {
        secretNamed(this, `tool-secret-${this.tools.size}`, place).grantRead(this.role);
        continue;
      }
      const handler = toolFunctions.get(place);
      if (handler) this.nameFunction(place, handler.functionArn);
      const arn = handler?.functionArn ?? arnOfFunction(this, place);
      this.role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [arn] }));
    }
  }

  private nameFunction(name: string, arn: string): void {
    if (this.toolFunctions.size === 0) {
      const functions = Lazy.string({
        produce: () => Stack.of(this).toJsonString(Object.fromEntries([...this.toolFunctions].sort())),
      });
      this.function.addEnvironment('TOOL_FUNCTIONS', functions);
    }
    this.toolFunctions.set(name, arn);
  }
}

/** Of a function that stands in a config, by its name or its ARN, with or without a version. */
function arnOfFunction(scope: Construct, nameOrArn: string): string {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  return Stack.of(scope).formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: nameOrArn,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
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
