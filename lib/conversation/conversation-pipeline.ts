import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { ITableV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { InvalidInputError, type Fault } from '../../lambda/core/errors';
import type { ProviderKeys } from '../byok/provider-keys';
import type { CalleeKey } from '../numbers/callee-key';
import type { FunctionOptions, StorageOptions } from '../options';
import { grantKeys } from '../private/grant-keys';
import { KeyedTable } from '../private/keyed-table';
import { AudioBucket } from './audio-bucket';
import { CallHandler } from './call-handler';
import { TurnWorker } from './turn-worker';
import { WrapUp } from './wrap-up';

/** How the traces of a call are kept. */
export interface TraceOptions extends StorageOptions {
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
   * Encrypts the audio. Amazon Chime reads and writes it, so its policy must allow that: a key of this app is
   * given the permission, for an imported one a warning says what to add. Nobody has tried Chime with such a
   * key yet; make a call before you rely on it.
   *
   * @default - S3's own key
   */
  readonly audioEncryptionKey?: IKey;
}

export interface ConversationPipelineProps extends TraceOptions, FunctionOptions {
  readonly registryTable: ITableV2;
  readonly keys: ProviderKeys;
  readonly calleeKey: CalleeKey;
}

/** All that a call runs through behind its SIP endpoint. */
export class ConversationPipeline extends Construct {
  /** Calls, turns and rendered phrases; keys `pk` and `sk`. Kept when the stack is deleted. */
  readonly callsTable: TableV2;
  readonly audioBucket: AudioBucket;
  readonly turnWorker: TurnWorker;
  readonly callHandler: CallHandler;
  readonly wrapUp: WrapUp;
  /** How long call records are kept. */
  readonly callRetention: Duration;

  constructor(scope: Construct, id: string, props: ConversationPipelineProps) {
    super(scope, id);
    const {
      callRetention = Duration.days(90),
      audioRetention = Duration.days(7),
      removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      encryptionKey,
      audioEncryptionKey,
      registryTable,
      keys,
      calleeKey,
      ...functionOptions
    } = props;
    demandWholeDays({ callRetention, audioRetention });
    this.callRetention = callRetention;
    this.callsTable = new KeyedTable(this, 'Calls', {
      timeToLiveAttribute: 'expiresAt',
      encryptionKey,
      removalPolicy,
    });
    this.audioBucket = new AudioBucket(this, 'Audio', {
      retention: audioRetention,
      encryptionKey: audioEncryptionKey,
      removalPolicy,
    });
    const common = {
      ...functionOptions,
      registryTable,
      callsTable: this.callsTable,
      audioBucket: this.audioBucket,
      callRetention,
    };
    this.turnWorker = new TurnWorker(this, 'TurnWorker', { ...common, keys, calleeKey });
    this.wrapUp = new WrapUp(this, 'WrapUp', { ...common, keys });
    this.callHandler = new CallHandler(this, 'CallHandler', {
      ...common,
      wrapUp: this.wrapUp.function,
      turnWorker: this.turnWorker.function,
    });
    const tableKeys = [registryTable.encryptionKey, encryptionKey];
    grantKeys(this.callHandler.role, tableKeys);
    grantKeys(this.wrapUp.role, tableKeys);
    grantKeys(this.turnWorker.role, [...tableKeys, audioEncryptionKey]);
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
