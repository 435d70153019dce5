import { Annotations } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { exotelSettings } from '../../lambda/core/carriers/settings';
import { EXOTEL_CALLS_FROM } from '../config/checks/carrier';
import { secretIdOf } from '../private/secret-id';
import {
  BoundCarrier,
  type CarrierBinding,
  type CarrierConnection,
  type CarrierDialling,
  type CarrierOutput,
} from './bound-carrier';
import { CarrierResource } from './carrier-resource';
import { hostAndPortOf, transportFor } from './connector-address';
import { CARRIER_NAMES, signallingRangesOf } from './signalling-ranges';

export interface ExotelCarrierOptions {
  /** Holds `{"accountSid": "…", "apiKey": "…", "apiToken": "…"}`. */
  readonly credentials: ISecret;
  /** Exotel enables vSIP trunks for a customer who asks, so ask for it first. */
  readonly onRequestApproved: true;
  /**
   * Where the account lives.
   *
   * @default mumbai
   */
  readonly cluster?: 'mumbai' | 'singapore';
  /**
   * The number of the flow that you made in Exotel's console: its Connect applet dials the trunk in `outputs`.
   *
   * @default - none yet: numbers can be added once it is there
   */
  readonly flowId?: string;
}

/** Exotel: a flow of its numbers dials a vSIP trunk, which calls the connector. */
export class ExotelCarrier extends BoundCarrier {
  readonly trunk: CarrierResource<'Custom::ByonExotelTrunk'>;

  private readonly cluster: 'mumbai' | 'singapore';

  /** @throws InvalidInputError with every fault of the options. */
  constructor(
    scope: Construct,
    id: string,
    binding: CarrierBinding,
    private readonly options: ExotelCarrierOptions,
  ) {
    const { credentials, flowId } = options;
    const { shape } = exotelSettings;
    super(scope, id, binding, { type: 'exotel', flowId }, { flowId: shape.flowId });
    this.cluster = options.cluster ?? 'mumbai';
    const { voiceConnector } = binding.endpoint;
    this.trunk = new CarrierResource(this, 'Trunk', {
      type: 'Custom::ByonExotelTrunk',
      properties: {
        SecretArn: secretIdOf(credentials),
        Cluster: this.cluster,
        Destination: `${hostAndPortOf(voiceConnector)};transport=${transportFor(voiceConnector)}`,
      },
      secrets: [credentials],
    });
    binding.addHomeCountry('IN');
    binding.expectDialsWithoutReference();
    this.warnOfRanges(binding);
  }

  override dialling(): CarrierDialling | undefined {
    const { credentials, flowId } = this.options;
    return flowId === undefined ? undefined : { type: 'exotel', credentials, cluster: this.cluster, flowId };
  }

  protected ownOutputs(): CarrierOutput[] {
    const value = this.trunk.getAttString('TrunkSid');
    const description = `What the Connect applet of the flow for ${this.carrierId} dials: sip:<this>`;
    return [{ name: 'TrunkSid', value, description }];
  }

  protected connection(): CarrierConnection {
    const { credentials, flowId } = this.options;
    return {
      credentials,
      target: {
        Type: 'exotel-flow',
        Cluster: this.cluster,
        FlowId: flowId!,
        TrunkSid: this.trunk.getAttString('TrunkSid'),
      },
      after: [this.trunk],
    };
  }

  /** Ranges that are no known carrier's may be those that Exotel has assigned. */
  private warnOfRanges({ endpoint }: CarrierBinding): void {
    const published = new Set(CARRIER_NAMES.flatMap((name) => signallingRangesOf(name)!.ranges));
    const allowed = endpoint.newVoiceConnector?.termination?.allowedRanges ?? [];
    if (allowed.some((range) => !published.has(range))) return;
    Annotations.of(this).addWarningV2('byon-cdk:exotel-calls-from', `Exotel ${EXOTEL_CALLS_FROM}.`);
  }
}
