import { ArnFormat, Duration, Lazy, Stack, Validations } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Tool } from '../../lambda/core/agents/tool';
import type { IVoiceAgent } from '../agents/voice-agent';
import type { ProviderKeys } from '../byok/provider-keys';
import type { CalleeKey } from '../numbers/callee-key';
import type { FunctionOptions } from '../options';
import { BundledFunction } from '../private/bundled-function';
import { secretNamed } from '../private/secret-named';
import { acknowledgeKnowledge } from '../numbers/knowledge-deployment';
import { PREFIX, type AudioBucket } from './audio-bucket';

export interface TurnWorkerProps extends FunctionOptions {
  readonly registryTable: ITableV2;
  readonly callsTable: ITableV2;
  readonly audioBucket: AudioBucket;
  readonly keys: ProviderKeys;
  /** By what opt-outs name callers. */
  readonly calleeKey: CalleeKey;
  /** How long call records are kept, in whole days. */
  readonly callRetention: Duration;
}

/** Turns what the caller said into a spoken reply, sentence by sentence. Invoked without waiting. */
export class TurnWorker extends BundledFunction {
  private readonly toolFunctions = new Map<string, string>();
  private readonly tools = new Set<string>();
  private knowledge: AudioBucket | undefined;
  private readonly registryTable: ITableV2;
  private readonly calleeKey: CalleeKey;

  constructor(scope: Construct, id: string, props: TurnWorkerProps) {
    const { registryTable, callsTable, audioBucket, keys, calleeKey, callRetention, ...options } = props;
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
    this.registryTable = registryTable;
    this.calleeKey = calleeKey;
    keys.grantRead(this.role);
    acknowledgePrefixes(this.role, audioBucket, [PREFIX.recordings, PREFIX.calls, PREFIX.clips]);
  }

  /** Lets the worker look things up in the agents' files. */
  useKnowledge(bucket: AudioBucket): void {
    if (this.knowledge) return;
    this.knowledge = bucket;
    const resources = [bucket.arnForObjects(`${PREFIX.knowledge}*`)];
    this.role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources }));
    acknowledgeKnowledge(this.role, bucket);
  }

  /** Lets the worker run the tools of an agent. */
  useTools({ record, toolFunctions }: IVoiceAgent): void {
    for (const tool of record.tools) {
      const place = placeOf(tool);
      if (place === undefined || this.tools.has(`${tool.type} ${place}`)) continue;
      this.tools.add(`${tool.type} ${place}`);
      if (tool.type === 'lambda') this.invoke(place, toolFunctions.get(place));
      else if (tool.type === 'opt-out') this.noteOptOuts();
      else secretNamed(this, `tool-secret-${this.tools.size}`, place).grantRead(this.role);
    }
  }

  private invoke(place: string, handler: IFunction | undefined): void {
    if (handler) this.nameFunction(place, handler.functionArn);
    const arn = handler?.functionArn ?? arnOfFunction(this, place);
    this.role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [arn] }));
  }

  /** Of the registry the worker may write opt-outs and nothing else, no number and no agent. */
  private noteOptOuts(): void {
    this.calleeKey.secret.grantRead(this.role);
    this.function.addEnvironment('CALLEE_KEY_SECRET', this.calleeKey.secretId);
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:PutItem'],
        resources: [this.registryTable.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['OPTOUT#*'] } },
      }),
    );
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

/** What a tool needs a right to, beyond what the worker has anyway. */
function placeOf(tool: Tool): string | undefined {
  if (tool.type === 'lambda') return tool.function;
  if (tool.type === 'opt-out') return 'registry';
  return tool.type === 'http' || tool.type === 'mcp' ? tool.secret : undefined;
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
