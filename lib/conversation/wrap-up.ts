import { Duration, Validations } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { IVoiceAgent } from '../agents/voice-agent';
import type { ProviderKeys } from '../byok/provider-keys';
import type { FunctionOptions } from '../options';
import { BundledFunction } from '../private/bundled-function';
import { defaultBus } from '../private/default-bus';
import { secretNamed } from '../private/secret-named';

export interface WrapUpProps extends FunctionOptions {
  readonly registryTable: ITableV2;
  readonly callsTable: ITableV2;
  readonly keys: ProviderKeys;
  /** How long call records are kept, in whole days. */
  readonly callRetention: Duration;
}

/** Sums a call up when it is over and tells the company of it. Invoked without waiting, and tried three times. */
export class WrapUp extends BundledFunction {
  /** Calls that could not be wrapped up: what the function was given and why it failed. Kept for 14 days. */
  readonly deadLetters: Queue;
  private readonly secrets = new Set<string>();

  constructor(scope: Construct, id: string, props: WrapUpProps) {
    const { registryTable, callsTable, keys, callRetention, ...options } = props;
    const deadLetters = new Queue(scope, `${id}DeadLetters`, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    super(scope, id, {
      ...options,
      bundle: 'wrap-up',
      description: 'BYON: sums a call up and tells of its end',
      // Its own limits (lambda/wrap-up/settings.ts) add up to less, and its claim on a call lasts longer.
      timeout: Duration.seconds(160),
      memorySize: 512,
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(deadLetters),
      environment: {
        REGISTRY_TABLE: registryTable.tableName,
        CALLS_TABLE: callsTable.tableName,
        CALLS_TABLE_ARN: callsTable.tableArn,
        CALL_DAYS: String(callRetention.toDays()),
        PROVIDERS: keys.environment,
      },
      statements: [
        new PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [registryTable.tableArn] }),
        new PolicyStatement({
          actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
          resources: [callsTable.tableArn],
        }),
        new PolicyStatement({ actions: ['events:PutEvents'], resources: [defaultBus(scope)] }),
      ],
    });
    this.deadLetters = deadLetters;
    keys.grantRead(this.role);
    Validations.of(deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue itself: what lies in it has failed three times.',
    });
  }

  /** Lets the function sign what it sends to the webhook of an agent. */
  useWebhook({ record }: IVoiceAgent): void {
    const secret = record.afterCall?.webhook?.secret;
    if (secret === undefined || this.secrets.has(secret)) return;
    this.secrets.add(secret);
    secretNamed(this, `webhook-secret-${this.secrets.size}`, secret).grantRead(this.role);
  }
}
