import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { vobizSettings } from '../../lambda/core/carriers/settings';
import { secretIdOf } from '../private/secret-id';
import type { Admission } from './admission';
import {
  BoundCarrier,
  type CarrierBinding,
  type CarrierConnection,
  type CarrierDialling,
  type CarrierOutput,
} from './bound-carrier';
import type { Bridge } from './bridge';
import { CarrierResource } from './carrier-resource';
import { hostAndPortOf, transportFor } from './connector-address';

export interface VobizCarrierOptions {
  /** Holds `{"authId": "MA_…", "authToken": "…"}`. */
  readonly credentials: ISecret;
  /**
   * How calls get past the Voice Connector.
   *
   * @default Admission.standIn()
   */
  readonly admission?: Admission;
  /**
   * The application that you made in Vobiz's console, with the addresses in `outputs`. Not for `Admission.trunk()`.
   *
   * @default - none yet: numbers can be added once it is there
   */
  readonly applicationId?: string;
  /**
   * Also lets the Voice Connector call out through a trunk at Vobiz, as for a transfer.
   *
   * @default false
   */
  readonly outbound?: boolean;
}

/** Vobiz: the application of its numbers asks the bridge, or an inbound trunk calls the connector. */
export class VobizCarrier extends BoundCarrier {
  /** With `Admission.trunk()`. */
  readonly inboundTrunk?: CarrierResource<'Custom::ByonVobizInboundTrunk'>;
  /** With `outbound`. */
  readonly outboundTrunk?: CarrierResource<'Custom::ByonVobizOutboundTrunk'>;
  /** Answers the calls of its numbers; with `Admission.trunk()` only those that the stack makes. */
  readonly bridge?: Bridge;

  /** @throws InvalidInputError with every fault of the options. */
  constructor(
    scope: Construct,
    id: string,
    binding: CarrierBinding,
    private readonly options: VobizCarrierOptions,
  ) {
    const { credentials, admission, applicationId, outbound = false } = options;
    const strategy = admission?.strategy ?? 'stand-in';
    const chimeNumber = admission?.number;
    const { shape } = vobizSettings;
    super(
      scope,
      id,
      binding,
      { type: 'vobiz', admission: strategy, chimeNumber, applicationId, outbound },
      { chimeNumber: shape.chimeNumber, applicationId: shape.applicationId },
    );
    if (strategy === 'trunk') this.inboundTrunk = this.newInboundTrunk(binding);
    else binding.demandKeyOf(id);
    if (outbound) this.outboundTrunk = this.newOutboundTrunk(binding);
    if (strategy !== 'trunk' || outbound) {
      this.bridge = binding.demandBridge();
      const admitted = strategy === 'trunk' ? 'stand-in' : strategy;
      this.bridge.addCarrier(id, { type: 'vobiz', credentials, admission: admitted, chimeNumber });
    }
  }

  override dialling(): CarrierDialling | undefined {
    const { credentials } = this.options;
    const { bridge } = this;
    return bridge && { type: 'vobiz', credentials, bridge };
  }

  protected ownOutputs(): CarrierOutput[] {
    const { bridge, carrierId, inboundTrunk } = this;
    if (inboundTrunk || !bridge) return [];
    const where = `of the application in Vobiz's console for ${carrierId}`;
    return [
      {
        name: 'AnswerUrl',
        value: bridge.addressOf(carrierId, 'voice'),
        description: `Answer URL (POST) ${where}`,
      },
      {
        name: 'HangupUrl',
        value: bridge.addressOf(carrierId, 'status'),
        description: `Hangup URL (POST) ${where}`,
      },
    ];
  }

  protected connection(): CarrierConnection {
    const { credentials, applicationId } = this.options;
    if (this.inboundTrunk) {
      const trunkId = this.inboundTrunk.getAttString('TrunkId');
      return {
        credentials,
        target: { Type: 'vobiz-trunk', TrunkId: trunkId },
        after: [this.inboundTrunk],
      };
    }
    return {
      credentials,
      target: { Type: 'vobiz-application', ApplicationId: applicationId! },
      after: [this.bridge!],
    };
  }

  private newInboundTrunk({ endpoint, registryTable }: CarrierBinding) {
    const { voiceConnector } = endpoint;
    return new CarrierResource(this, 'InboundTrunk', {
      type: 'Custom::ByonVobizInboundTrunk',
      properties: {
        SecretArn: secretIdOf(this.options.credentials),
        Table: registryTable.tableName,
        SipUri: `sip:${hostAndPortOf(voiceConnector)}`,
        Transport: transportFor(voiceConnector),
        Secure: voiceConnector.requireEncryption,
      },
      secrets: [this.options.credentials],
      notes: registryTable,
    });
  }

  private newOutboundTrunk({ endpoint, registryTable }: CarrierBinding) {
    const { voiceConnector } = endpoint;
    const trunk = new CarrierResource(this, 'OutboundTrunk', {
      type: 'Custom::ByonVobizOutboundTrunk',
      properties: {
        SecretArn: secretIdOf(this.options.credentials),
        Table: registryTable.tableName,
        // Amazon Chime has one range a region, and a trunk of Vobiz takes one.
        AllowedRange: voiceConnector.signallingRanges,
        Transport: transportFor(voiceConnector),
        Secure: voiceConnector.requireEncryption,
      },
      secrets: [this.options.credentials],
      notes: registryTable,
    });
    this.addRoute(trunk.getAttString('TerminationHost'));
    return trunk;
  }
}
