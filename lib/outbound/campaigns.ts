import { Duration, Lazy, Stack, Validations } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData, type Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ProjectionType, type ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { ScheduleExpression, type Schedule } from 'aws-cdk-lib/aws-scheduler';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { OutboundSettings, TrunkLimits } from '../../lambda/core/outbound/settings';
import type { CalleeKey } from '../numbers/callee-key';
import type { FunctionOptions, StorageOptions } from '../options';
import { BundledFunction } from '../private/bundled-function';
import { functionSchedule } from '../private/function-schedule';
import { grantKeys } from '../private/grant-keys';
import { itemRights } from '../private/item-rights';
import { KeyedTable, text } from '../private/keyed-table';

export interface CampaignsProps
  extends
    Pick<FunctionOptions, 'logRetention' | 'logPersonalData'>,
    Pick<StorageOptions, 'encryptionKey'>,
    Required<Pick<StorageOptions, 'removalPolicy'>> {
  readonly registryTable: ITableV2;
  readonly callsTable: ITableV2;
  /** How long campaigns are kept after their end, in whole days. */
  readonly callRetention: Duration;
  readonly calleeKey: CalleeKey;
  /** Every call of a campaign goes this way. */
  readonly dialFunction: IFunction;
  readonly settings: Pick<OutboundSettings, 'countries'>;
  /** The carriers that are dialled through, known at synth. */
  readonly trunks: () => Record<string, TrunkLimits>;
}

/** Of a queue's message: as long as all attempts of its worker may take, and as AWS advises for a function of 60 s. */
const HIDDEN = Duration.seconds(360);
const RECEIVES = 5;
/** Workers at once. Each has ten messages at the most, and how fast is dialled is settled for all together elsewhere. */
const WORKERS = 20;

/**
 * Lists of callees who are called by agents: a table, a function that takes campaigns on each minute, a queue of
 * attempts, and workers that hand them to the dial function one by one.
 */
export class Campaigns extends Construct {
  /** Campaigns and their callees, whose numbers it holds. */
  readonly table: KeyedTable;
  readonly queue: Queue;
  /** Attempts that workers have failed at five times. The pacer makes them anew; somebody should look why. */
  readonly deadLetters: Queue;
  readonly deadLetterAlarm: Alarm;
  /** What `npx byon campaign` invokes. */
  readonly desk: BundledFunction;
  readonly pacer: BundledFunction;
  readonly worker: BundledFunction;
  readonly schedule: Schedule;

  private readonly props: CampaignsProps;

  constructor(scope: Construct, id: string, props: CampaignsProps) {
    super(scope, id);
    this.props = props;
    const { encryptionKey, removalPolicy } = props;
    this.table = new KeyedTable(this, 'Table', {
      ...{ encryptionKey, removalPolicy },
      timeToLiveAttribute: 'expiresAt',
      globalSecondaryIndexes: [
        {
          indexName: 'gsi1',
          partitionKey: text('gsi1pk'),
          sortKey: text('gsi1sk'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
    this.deadLetters = this.newQueue('DeadLetters', { retentionPeriod: Duration.days(14) });
    Validations.of(this.deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue itself: what lies in it has failed five times.',
    });
    this.deadLetterAlarm = this.deadLetters
      .metricApproximateNumberOfMessagesVisible()
      .createAlarm(this, 'DeadLetterAlarm', {
        alarmDescription: 'Attempts of campaigns have failed at every try; see the log of the worker',
        threshold: 0,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
    this.queue = this.newQueue('Attempts', {
      visibilityTimeout: HIDDEN,
      retentionPeriod: Duration.hours(1),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: RECEIVES },
    });
    this.desk = this.newDesk();
    this.pacer = this.newPacer();
    this.worker = this.newWorker();
    this.schedule = this.everyMinute();
    for (const { role } of [this.desk, this.pacer, this.worker]) {
      grantKeys(role, [encryptionKey, props.registryTable.encryptionKey, props.callsTable.encryptionKey]);
    }
  }

  private newQueue(id: string, options: ConstructorParameters<typeof Queue>[2]): Queue {
    return new Queue(this, id, { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, ...options });
  }

  private newDesk(): BundledFunction {
    const { calleeKey, settings, trunks, registryTable } = this.props;
    const desk = new BundledFunction(this, 'Desk', {
      ...this.common(),
      bundle: 'campaign-desk',
      description: 'BYON: starts and stops campaigns, and reports on them',
      timeout: Duration.seconds(60),
      memorySize: 1024,
      environment: {
        ...this.tables(),
        REGISTRY_TABLE: registryTable.tableName,
        CALLEE_KEY_SECRET: calleeKey.secretId,
        COUNTRIES: settings.countries.join(','),
        CARRIERS: Lazy.string({ produce: () => Object.keys(trunks()).sort().join(',') }),
      },
      statements: [
        this.onTable('dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'),
        itemRights(registryTable, ['GetItem'], ['NUMBER#*', 'AGENT#*']),
      ],
    });
    calleeKey.secret.grantRead(desk.role);
    return desk;
  }

  private newPacer(): BundledFunction {
    const { callsTable, registryTable, trunks } = this.props;
    return new BundledFunction(this, 'Pacer', {
      ...this.common(),
      bundle: 'campaign-pace',
      description: 'BYON: takes campaigns on, each minute',
      // It works for 58 seconds, and its last step may take a while.
      timeout: Duration.seconds(90),
      memorySize: 512,
      // The next minute is another try.
      retryAttempts: 0,
      maxEventAge: Duration.seconds(60),
      environment: {
        ...this.tables(),
        CALLS_TABLE: callsTable.tableName,
        REGISTRY_TABLE: registryTable.tableName,
        QUEUE_URL: this.queue.queueUrl,
        TRUNKS: Lazy.string({ produce: () => Stack.of(this).toJsonString(sorted(trunks())) }),
      },
      statements: [
        this.onTable('dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'),
        new PolicyStatement({
          actions: ['dynamodb:Query'],
          resources: [`${this.table.tableArn}/index/gsi1`],
        }),
        itemRights(callsTable, ['GetItem'], ['DIAL#*']),
        itemRights(registryTable, ['GetItem'], ['NUMBER#*']),
        new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }),
      ],
    });
  }

  private newWorker(): BundledFunction {
    const { dialFunction } = this.props;
    const worker = new BundledFunction(this, 'Worker', {
      ...this.common(),
      bundle: 'campaign-dial',
      description: 'BYON: has the callees of campaigns dialled',
      // The dial function has 29 seconds. What is not told of after 90 counts as lost.
      timeout: Duration.seconds(60),
      memorySize: 512,
      environment: {
        ...this.tables(),
        STACK: Stack.of(this).stackName,
        DIAL_FUNCTION: dialFunction.functionName,
      },
      statements: [
        this.onTable('dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'),
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [dialFunction.functionArn] }),
      ],
    });
    worker.function.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 10,
        maxConcurrency: WORKERS,
        reportBatchItemFailures: true,
      }),
    );
    return worker;
  }

  private everyMinute(): Schedule {
    return functionSchedule(this, 'EveryMinute', {
      function: this.pacer.function,
      description: 'BYON: takes campaigns on',
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      retryAttempts: 0,
      maxEventAge: Duration.seconds(60),
    });
  }

  private common() {
    const { logRetention, logPersonalData } = this.props;
    return { logRetention, logPersonalData };
  }

  private tables(): Record<string, string> {
    const { callRetention } = this.props;
    return { CAMPAIGNS_TABLE: this.table.tableName, CALL_DAYS: String(callRetention.toDays()) };
  }

  private onTable(...actions: string[]): PolicyStatement {
    return new PolicyStatement({ actions, resources: [this.table.tableArn] });
  }
}

/** So that another order in the config is no other deployment. */
function sorted<T>(all: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}
