import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { STAND_IN_NUMBER } from '../../lambda/core/carriers/admission';
import { twilioSettings } from '../../lambda/core/carriers/settings';
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
import { signallingRangesFor, sipUriFor } from './connector-address';
import { twilioEdge } from './twilio-edges';

export interface TwilioCarrierOptions {
  /**
   * Holds `{"accountSid": "AC…", "authToken": "…"}`, with `apiKeySid` and `apiKeySecret` where an API key does all
   * but check signatures.
   */
  readonly credentials: ISecret;
  /**
   * How calls get past the Voice Connector.
   *
   * @default - that of Admission.chimeNumber, the one that AWS shows; it needs the number, so name one
   */
  readonly admission?: Admission;
  /**
   * Also lets the Voice Connector call out through a trunk at Twilio, as for a transfer.
   *
   * @default false
   */
  readonly outbound?: boolean;
}

/** Twilio: the webhooks of its numbers are answered by the bridge, or an Elastic SIP trunk calls the connector. */
export class TwilioCarrier extends BoundCarrier {
  /** With `Admission.trunk()` or `outbound`. */
  readonly trunk?: CarrierResource<'Custom::ByonTwilioTrunk'>;
  /** Answers the calls of its numbers; with `Admission.trunk()` only those that the stack makes. */
  readonly bridge?: Bridge;

  private readonly isBridged: boolean;

  /** @throws InvalidInputError with every fault of the options. */
  constructor(
    scope: Construct,
    id: string,
    binding: CarrierBinding,
    private readonly options: TwilioCarrierOptions,
  ) {
    const { credentials, admission, outbound = false } = options;
    const strategy = admission?.strategy ?? 'chime-number';
    const chimeNumber = admission?.number;
    const { shape } = twilioSettings;
    super(
      scope,
      id,
      binding,
      { type: 'twilio', admission: strategy, chimeNumber, outbound },
      { chimeNumber: shape.chimeNumber },
    );
    this.isBridged = strategy !== 'trunk';
    binding.demandKeyOf(id);
    if (!this.isBridged || outbound) this.trunk = this.newTrunk(binding, outbound);
    if (this.trunk && outbound) this.addRoute(this.trunk.getAttString('TerminationHost'));
    if (strategy !== 'trunk' || outbound) {
      this.bridge = binding.demandBridge();
      const admitted = strategy === 'trunk' ? 'stand-in' : strategy;
      this.bridge.addCarrier(id, { type: 'twilio', credentials, admission: admitted, chimeNumber });
    }
  }

  override dialling(): CarrierDialling | undefined {
    const { credentials, admission } = this.options;
    const { bridge } = this;
    if (!bridge) return undefined;
    const strategy = admission?.strategy ?? 'chime-number';
    const admitted = strategy === 'trunk' ? 'stand-in' : strategy;
    return { type: 'twilio', credentials, bridge, admission: admitted, chimeNumber: admission?.number };
  }

  protected ownOutputs(): CarrierOutput[] {
    if (!this.trunk || this.isBridged) return [];
    const description =
      `Have this trunk send ${STAND_IN_NUMBER} as the To number of calls to ${this.carrierId}: Header ` +
      "Manipulation in Twilio's console";
    return [{ name: 'TrunkSid', value: this.trunk.getAttString('TrunkSid'), description }];
  }

  protected connection(): CarrierConnection {
    const { credentials } = this.options;
    if (!this.isBridged) {
      const trunkSid = this.trunk!.getAttString('TrunkSid');
      return { credentials, target: { Type: 'twilio-trunk', TrunkSid: trunkSid }, after: [this.trunk!] };
    }
    const bridge = this.bridge!;
    return {
      credentials,
      target: {
        Type: 'twilio-bridge',
        VoiceUrl: bridge.addressOf(this.carrierId, 'voice'),
        StatusCallback: bridge.addressOf(this.carrierId, 'status'),
      },
      after: [bridge],
    };
  }

  private newTrunk(binding: CarrierBinding, outbound: boolean): CarrierResource<'Custom::ByonTwilioTrunk'> {
    const { voiceConnector } = binding.endpoint;
    const callKey = this.isBridged ? undefined : binding.demandCallKey();
    const edge = () => twilioEdge(this, voiceConnector.env.region);
    return new CarrierResource(this, 'Trunk', {
      type: 'Custom::ByonTwilioTrunk',
      properties: {
        SecretArn: secretIdOf(this.options.credentials),
        Destinations: this.isBridged
          ? []
          : [{ SipUri: `${sipUriFor(voiceConnector)};edge=${edge()}`, Priority: 1, Weight: 1 }],
        Secure: voiceConnector.requireEncryption,
        AllowedRanges: outbound ? signallingRangesFor(voiceConnector) : [],
        CallKeySecretArn: callKey?.secretArn,
        CarrierId: this.carrierId,
      },
      secrets: [this.options.credentials, ...(callKey ? [callKey] : [])],
    });
  }
}
