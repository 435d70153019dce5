import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, TableV2, type ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { InvalidInputError, type Fault } from '../../lambda/core/errors';
import type { ProviderKeys } from '../byok/provider-keys';
import { AudioBucket } from './audio-bucket';
import { CallHandler } from './call-handler';
import { TurnWorker } from './turn-worker';

/** How long the traces of a call are kept, and whether logs hold personal data. */
export interface TraceOptions {
  /**
   * How long call records and transcripts are kept, in whole days.
   *
   * @default Duration.days(90)
   */
  readonly callRetention?: Duration;
  /**
   * How long recordings and replies are kept, in whole days.
   *
   * @default Duration.days(7)
   */
  readonly audioRetention?: Duration;
  /**
   * Whether phone numbers and transcripts are logged. For finding faults, not for production.
   *
   * @default false
   */
  readonly logPersonalData?: boolean;
}

export interface ConversationPipelineProps extends TraceOptions {
  readonly registryTable: ITableV2;
  readonly keys: ProviderKeys;
}

/** All that a call runs through behind its SIP endpoint. */
export class ConversationPipeline extends Construct {
  /** Calls, turns and rendered phrases; keys `pk` and `sk`. Kept when the stack is deleted. */
  readonly callsTable: TableV2;
  readonly audioBucket: AudioBucket;
  readonly turnWorker: TurnWorker;
  readonly callHandler: CallHandler;

  constructor(scope: Construct, id: string, props: ConversationPipelineProps) {
    super(scope, id);
    const {
      callRetention = Duration.days(90),
      audioRetention = Duration.days(7),
      logPersonalData = false,
    } = props;
    demandWholeDays({ callRetention, audioRetention });
    this.callsTable = new TableV2(this, 'Calls', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.audioBucket = new AudioBucket(this, 'Audio', { retention: audioRetention });
    const common = {
      registryTable: props.registryTable,
      callsTable: this.callsTable,
      audioBucket: this.audioBucket,
      callRetention,
      logPersonalData,
    };
    this.turnWorker = new TurnWorker(this, 'TurnWorker', { ...common, keys: props.keys });
    this.callHandler = new CallHandler(this, 'CallHandler', {
      ...common,
      turnWorker: this.turnWorker.function,
    });
  }
}

/** S3 and our records count in days; a fraction would be cut off in silence. */
function demandWholeDays(durations: Record<string, Duration>): void {
  const faults = Object.entries(durations).flatMap(([path, duration]): Fault[] => {
    if (duration.isUnresolved()) return [{ path, message: 'must be known at synth' }];
    const days = duration.toDays({ integral: false });
    if (Number.isInteger(days) && days >= 1 && days <= 3650) return [];
    return [{ path, message: `must be 1 to 3650 whole days; it is ${duration.toHumanString()}` }];
  });
  if (faults.length > 0) throw new InvalidInputError('conversation', faults);
}
