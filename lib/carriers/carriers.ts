import { Lazy, type Duration } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { identifier } from '../../lambda/core/agents/identifier';
import type { CallHandler } from '../conversation/call-handler';
import type { ChimeEndpoint } from '../endpoint/chime-endpoint';
import { demandNone, shapeOf } from '../endpoint/input-check';
import type { NumberRegistry } from '../numbers/number-registry';
import type { FunctionOptions, StorageOptions } from '../options';
import { alikeFault, carrierAlike } from './alike';
import type { BoundCarrier, CarrierBinding } from './bound-carrier';
import { Bridge } from './bridge';
import { CallKey } from './call-key';
import type { Carrier } from './carrier';
import { CarrierProvisioner } from './carrier-provisioner';

export interface CarriersProps
  extends Pick<StorageOptions, 'encryptionKey'>, Pick<FunctionOptions, 'logRetention' | 'logPersonalData'> {
  readonly registry: NumberRegistry;
  readonly callsTable: ITableV2;
  /** How long call records are kept, in whole days. */
  readonly callRetention: Duration;
  readonly callHandler: CallHandler;
  readonly endpoint: ChimeEndpoint;
}

/** The carriers of a stack, and what they share. Without a carrier it makes nothing. */
export class Carriers extends Construct implements CarrierBinding {
  readonly endpoint: ChimeEndpoint;
  readonly registryTable: ITableV2;
  readonly beforeCalls: readonly Construct[];

  private readonly carriers = new Map<string, BoundCarrier>();
  private readonly keyed = new Set<string>();
  private readonly countries = new Set<string>();
  private madeCallKey?: CallKey;
  private madeBridge?: Bridge;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CarriersProps,
  ) {
    super(scope, id);
    const { endpoint, registry } = props;
    this.endpoint = endpoint;
    this.registryTable = registry.table;
    this.beforeCalls = [endpoint, registry.deployment];
  }

  /** What the keys of calls are made from, where a carrier's calls bring one. */
  get callKey(): CallKey | undefined {
    return this.madeCallKey;
  }

  /** Where a carrier asks what to do with a call. */
  get bridge(): Bridge | undefined {
    return this.madeBridge;
  }

  /** The carriers by their ids. */
  get all(): ReadonlyMap<string, BoundCarrier> {
    return this.carriers;
  }

  /** @throws InvalidInputError with every fault of the carrier. */
  add(id: string, carrier: Carrier): BoundCarrier {
    const twice = [{ path: [], message: 'is there already; give one of the two another id' }];
    const alike = carrierAlike(id, this.carriers.keys());
    demandNone(`carrier ${id}`, [
      ...shapeOf([], identifier, id),
      ...(this.carriers.has(id) ? twice : []),
      ...(alike === undefined ? [] : [{ path: [], message: alikeFault(alike) }]),
    ]);
    const bound = carrier.bind(this, id, this);
    this.carriers.set(id, bound);
    return bound;
  }

  demandProvisioner(): CarrierProvisioner {
    return CarrierProvisioner.of(this, this.props);
  }

  demandCallKey(): CallKey {
    if (!this.madeCallKey) {
      this.madeCallKey = new CallKey(this, 'CallKey', this.props);
      this.tellCallHandler('CALL_KEY_SECRET', this.madeCallKey.secretArn);
      this.madeCallKey.grantRead(this.props.callHandler.role);
    }
    return this.madeCallKey;
  }

  demandBridge(): Bridge {
    const { callsTable, callRetention, logRetention, logPersonalData } = this.props;
    this.madeBridge ??= new Bridge(this, 'Bridge', {
      registryTable: this.registryTable,
      callsTable,
      callRetention,
      voiceConnector: this.endpoint.voiceConnector,
      callKey: this.demandCallKey(),
      logRetention,
      logPersonalData,
    });
    return this.madeBridge;
  }

  demandKeyOf(carrierId: string): void {
    this.demandCallKey();
    if (this.keyed.size === 0) this.tellCallHandler('KEYED_CARRIERS', listOf(this.keyed));
    this.keyed.add(carrierId);
  }

  addHomeCountry(country: string): void {
    if (this.countries.size === 0) this.tellCallHandler('HOME_COUNTRIES', listOf(this.countries));
    this.countries.add(country);
  }

  expectDialsWithoutReference(): void {
    this.tellCallHandler('DIALS_WITHOUT_REFERENCE', 'true');
  }

  private tellCallHandler(name: string, value: string): void {
    this.props.callHandler.function.addEnvironment(name, value);
  }
}

/** Sorted, so that another order in the config is no other deployment. */
function listOf(names: ReadonlySet<string>): string {
  return Lazy.string({ produce: () => [...names].sort().join(',') });
}
