import type { ITableV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { RemovalPolicy, type Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  outboundSettings,
  trunkLimits,
  type OutboundSettings,
  type TrunkLimits,
} from '../../lambda/core/outbound/settings';
import type { BoundCarrier } from '../carriers/bound-carrier';
import type { Carriers } from '../carriers/carriers';
import { outboundFaults, type Dialability } from '../config/checks/outbound';
import { demandNone } from '../endpoint/input-check';
import type { IVoiceConnector } from '../endpoint/voice-connector';
import type { CalleeKey } from '../numbers/callee-key';
import type { FunctionOptions, StorageOptions } from '../options';
import { toFault } from '../../lambda/core/checks/finding';
import { shapeFindings } from '../../lambda/core/checks/shape';
import { Callbacks } from './callbacks';
import { CallsApi } from './calls-api';
import { Campaigns } from './campaigns';
import { DialFunction } from './dial-function';

/** How much a carrier is asked. */
export interface TrunkLimitOptions {
  /**
   * The carrier is asked no faster: 0.5 is one call every two seconds.
   *
   * @default 1
   */
  readonly callsPerSecond?: number;
  /**
   * Calls that ring or go on at the same time.
   *
   * @default 10
   */
  readonly callsAtOnce?: number;
}

/** What calls may cost, in your own currency. Amounts have six digits after the point at most. */
export interface SpendingOptions {
  /** What the calls of a day of UTC may cost together, over all carriers. */
  readonly perDay: number;
  /**
   * What a minute that has begun costs to each of the countries, all that your carriers ask for it together: as in
   * `{ IN: 0.65 }`.
   */
  readonly pricePerMinute: Record<string, number>;
}

/** What calls the stack may make. */
export interface OutboundOptions {
  /** The only countries that are called, whatever a request says: ISO 3166, as in `IN`. Against toll fraud. */
  readonly countries: string[];
  /**
   * Calls that the stack makes in a day of UTC, over all carriers.
   *
   * @default 1000
   */
  readonly callsPerDay?: number;
  /**
   * Days on which nobody is called, where the callee is: as in `2026-12-25`.
   *
   * @default - none
   */
  readonly closedOn?: string[];
  /**
   * What calls may cost. Before each dial the most that it can cost is held of the day's money, and what it did not use
   * is given back after it.
   *
   * @default - nothing is counted but the calls
   */
  readonly spending?: SpendingOptions;
  /**
   * Limits of carriers, by the ids that they were added with.
   *
   * @default - one call a second and ten at once, for each carrier
   */
  readonly carriers?: Record<string, TrunkLimitOptions>;
  /**
   * Whether lists of callees are called, too: `npx byon campaign`.
   *
   * @default false
   */
  readonly campaigns?: boolean;
  /**
   * Whether callers are called back at the time that an agent has noted by `Tool.scheduleCallback`, with purpose
   * `service`. Their wish is kept as a consent to this one call.
   *
   * @default false
   */
  readonly callbacks?: boolean;
}

export interface OutboundProps
  extends
    OutboundOptions,
    Pick<FunctionOptions, 'logRetention' | 'logPersonalData'>,
    Pick<StorageOptions, 'encryptionKey' | 'removalPolicy'> {
  readonly registryTable: ITableV2;
  /** It gets an index where callers are called back. */
  readonly callsTable: TableV2;
  /** How long call records are kept, in whole days. */
  readonly callRetention: Duration;
  readonly calleeKey: CalleeKey;
  readonly voiceConnector: IVoiceConnector;
  /** Of the stack; those that are added later count, too. */
  readonly stackCarriers: Carriers;
}

/** Calls that the stack makes: each is decided on by the rules of the callee's country, and kept as evidence. */
export class Outbound extends Construct {
  readonly dialFunction: DialFunction;
  readonly api: CallsApi;
  readonly calleeKey: CalleeKey;
  /** Where the stack calls lists of callees. */
  readonly campaigns: Campaigns | undefined;
  /** What calls callers back; undefined unless it was asked for. */
  readonly callbacks: Callbacks | undefined;

  private readonly carriers: Carriers;

  /** @throws InvalidInputError with every fault of the options. Carriers that are missing are told at synth. */
  constructor(scope: Construct, id: string, props: OutboundProps) {
    const { countries, callsPerDay, closedOn, spending, carriers, campaigns, callbacks, ...others } = props;
    const { stackCarriers, ...given } = others;
    const { encryptionKey, removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, ...rest } = given;
    super(scope, id);
    const settings = settingsOf({
      ...{ countries, callsPerDay, closedOn, spending },
      ...{ carriers, campaigns, callbacks },
    });
    this.carriers = stackCarriers;
    this.calleeKey = props.calleeKey;
    this.dialFunction = new DialFunction(this, 'Dial', { ...rest, settings });
    this.api = new CallsApi(this, 'Calls', {
      handler: this.dialFunction.function,
      logRetention: props.logRetention,
    });
    for (const carrier of stackCarriers.all.values()) this.dialThrough(carrier);
    if (settings.campaigns) {
      this.campaigns = new Campaigns(this, 'Campaigns', {
        ...rest,
        ...{ encryptionKey, removalPolicy, settings },
        dialFunction: this.dialFunction.function,
        trunks: () => this.trunksOf(settings),
      });
    }
    if (settings.callbacks) {
      this.callbacks = new Callbacks(this, 'Callbacks', {
        ...rest,
        dialFunction: this.dialFunction.function,
      });
    }
    this.node.addValidation({
      validate: () =>
        outboundFaults(settings, this.dialability()).map((finding) => {
          const { path, message } = toFault(finding);
          return `outbound${path && `.${path}`} ${message}`;
        }),
    });
  }

  /** Lets calls go out through a carrier, where it can be asked to dial. */
  dialThrough(carrier: BoundCarrier): void {
    const dialling = carrier.dialling();
    if (dialling) this.dialFunction.dialThrough(carrier.carrierId, dialling, this.carriers.callKey);
  }

  private trunksOf({ carriers }: OutboundSettings): Record<string, TrunkLimits> {
    const dialling = [...this.dialability()].filter(([, { dialable }]) => dialable);
    return Object.fromEntries(dialling.map(([id]) => [id, carriers[id] ?? trunkLimits.parse({})]));
  }

  private dialability(): Map<string, Dialability> {
    return new Map(
      [...this.carriers.all].map(([id, carrier]) => [
        id,
        { dialable: carrier.dialling() !== undefined, type: carrier.type },
      ]),
    );
  }
}

function settingsOf(options: OutboundOptions): OutboundSettings {
  demandNone('outbound', shapeFindings(outboundSettings, options));
  return outboundSettings.parse(options);
}
