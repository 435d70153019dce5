import { Annotations } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type * as z from 'zod';
import type { CarrierType } from '../../lambda/core/carriers/settings';
import { CHECK, faultsOfCarriedNumber, isAbroad, isNative } from '../config/checks/carried-number';
import { faultsOfCarrier, missingForNumbers, type PartialCarrier } from '../config/checks/carrier';
import type { ChimeEndpoint } from '../endpoint/chime-endpoint';
import { demandNone, known, shapeOf } from '../endpoint/input-check';
import type { Finding } from '../../lambda/core/checks/finding';
import type { Bridge } from './bridge';
import type { CallKey } from './call-key';
import { callersOf } from './callers';
import type { CarrierProvisioner } from './carrier-provisioner';
import { CarrierNumbers, type CarrierTarget } from './carrier-numbers';

/** What a carrier finds in the stack that it is added to. */
export interface CarrierBinding {
  readonly endpoint: ChimeEndpoint;
  readonly registryTable: ITableV2;
  /** What has to be there before calls come. */
  readonly beforeCalls: readonly Construct[];
  /** The function behind all that is set up at carriers. Made when it is first asked for. */
  demandProvisioner(): CarrierProvisioner;
  /** Made when it is first asked for. */
  demandCallKey(): CallKey;
  /** Made when it is first asked for. */
  demandBridge(): Bridge;
  /** Has the call handler refuse calls to numbers of this carrier that bring no key. */
  demandKeyOf(carrierId: string): void;
  /** Has the call handler read numbers without a country code as numbers of this country (ISO 3166). */
  addHomeCountry(country: string): void;
  /** Has the call handler look for calls that we make by number and callee, where the reference gets lost. */
  expectDialsWithoutReference(): void;
}

/** Something that somebody has to know or do by hand at a carrier. */
export interface CarrierOutput {
  /** As in `AnswerUrl`. */
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

/** How the stack connects the numbers of a carrier by itself. */
export interface CarrierConnection {
  readonly credentials: ISecret;
  readonly target: CarrierTarget;
  /** What calls to these numbers need besides. */
  readonly after?: readonly Construct[];
}

/** What a dial through a carrier needs. */
export type CarrierDialling =
  | {
      readonly type: 'twilio';
      readonly credentials: ISecret;
      readonly bridge: Bridge;
      readonly admission: 'chime-number' | 'stand-in';
      readonly chimeNumber: string | undefined;
    }
  | { readonly type: 'vobiz'; readonly credentials: ISecret; readonly bridge: Bridge }
  | {
      readonly type: 'exotel';
      readonly credentials: ISecret;
      readonly cluster: 'mumbai' | 'singapore';
      readonly flowId: string;
    };

/** A carrier of a stack, for numbers to name. */
export abstract class BoundCarrier extends Construct {
  readonly carrierId: string;
  readonly type: CarrierType;

  private readonly binding: CarrierBinding;
  private readonly settings: PartialCarrier;
  private connected?: CarrierNumbers;
  private readonly routesOfOwner: CarrierOutput[] = [];
  private hasNumberAbroad = false;

  /**
   * @param shape of the settings.
   * @throws InvalidInputError with every fault of the settings.
   */
  constructor(
    scope: Construct,
    id: string,
    binding: CarrierBinding,
    settings: PartialCarrier,
    shape: Record<string, z.ZodType>,
  ) {
    super(scope, id);
    this.carrierId = id;
    this.type = settings.type;
    this.binding = binding;
    this.settings = settings;
    const { requireEncryption } = binding.endpoint.voiceConnector;
    demandNone(`carrier ${id}`, [
      ...Object.entries(shape).flatMap(([name, schema]) =>
        shapeOf([name], schema, settings[name as keyof PartialCarrier]),
      ),
      ...faultsOfCarrier(knownParts(settings), requireEncryption),
    ]);
    // Before any of its resources, so that the function logs as the stack does.
    if (isNative(settings.type)) binding.demandProvisioner();
    const callers = callersOf(settings);
    if (callers.length > 0) binding.endpoint.allowCallsFrom(callers);
  }

  /** What must be known or done by hand. */
  get outputs(): CarrierOutput[] {
    return [...this.ownOutputs(), ...this.routesOfOwner];
  }

  /** Where it has numbers that the stack connects. */
  get numbers(): CarrierNumbers | undefined {
    return this.connected;
  }

  /** What speaks against a number at this carrier. */
  faultsOfNumber(number: string, takeover: boolean): Finding[] {
    const missing = missingForNumbers(this.settings);
    return [
      ...faultsOfCarriedNumber(number, { carrier: this.carrierId, takeover }, this.settings),
      ...(missing ? [{ path: ['carrier', ...missing.path], message: missing.message }] : []),
    ];
  }

  /** Leads the calls of a number to the stack, where the carrier lets a program do that. */
  connect(number: string, takeover: boolean): void {
    const connection = this.connection();
    if (!connection) return;
    this.warnIfAbroad(number);
    this.connected ??= new CarrierNumbers(this, 'Numbers', {
      ...connection,
      carrierId: this.carrierId,
      table: this.binding.registryTable,
      after: [...this.binding.beforeCalls, ...(connection.after ?? [])],
    });
    this.connected.add(number, takeover);
  }

  /** Undefined where the stack cannot make calls through it. */
  dialling(): CarrierDialling | undefined {
    return undefined;
  }

  /** What must be known or done by hand at the carrier. */
  protected abstract ownOutputs(): CarrierOutput[];

  /** Lets the connector call out by a host of the carrier; the owner of an existing connector is told the host. */
  protected addRoute(host: string): void {
    const { endpoint } = this.binding;
    endpoint.addOriginationRoutes([{ host }]);
    if (endpoint.newVoiceConnector) return;
    const description = `Add this host to the origination of the connector, to call out through ${this.carrierId}`;
    this.routesOfOwner.push({ name: 'TerminationHost', value: host, description });
  }

  /** Undefined where somebody leads the calls here by hand. */
  protected abstract connection(): CarrierConnection | undefined;

  private warnIfAbroad(number: string): void {
    if (this.hasNumberAbroad || !isAbroad(number, this.type)) return;
    this.hasNumberAbroad = true;
    Annotations.of(this).addWarningV2(
      'byon-cdk:number-abroad',
      `Carrier ${this.carrierId} is Indian and has numbers here that are not; ${CHECK}.`,
    );
  }
}

/** What is known at synth; what comes with the deployment is let be. */
function knownParts(settings: PartialCarrier): PartialCarrier {
  const parts = Object.entries(settings).map(([name, value]) => [name, known(value as unknown)]);
  return { ...(Object.fromEntries(parts) as Partial<PartialCarrier>), type: settings.type };
}
