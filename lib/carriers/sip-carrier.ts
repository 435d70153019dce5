import type { Construct } from 'constructs';
import { sipSettings } from '../../lambda/core/carriers/settings';
import type { OriginationRoute } from '../endpoint/origination';
import { BoundCarrier, type CarrierBinding, type CarrierOutput } from './bound-carrier';

export interface SipCarrierOptions {
  /**
   * What is known of a carrier: `telnyx` or `plivo`.
   *
   * @default - nothing is known of it
   */
  readonly preset?: string;
  /**
   * Public IPv4 ranges that its SIP comes from, as in `54.172.60.0/30`.
   *
   * @default - those of the preset
   */
  readonly callsFrom?: string[];
  /**
   * Where numbers without a country code are at home (ISO 3166), as in `IN` for 09876543210.
   *
   * @default - numbers come with their country code
   */
  readonly country?: string;
  /**
   * What it calls with.
   *
   * @default - as the endpoint wants it
   */
  readonly transport?: 'tls' | 'tcp' | 'udp';
  /**
   * What it offers. PCMU must be among them, since Amazon Chime takes no other.
   *
   * @default ['PCMU']
   */
  readonly codecs?: ('PCMU' | 'PCMA')[];
  /**
   * SIP hosts by which the Voice Connector calls out through it. It authenticates by address only.
   *
   * @default - none
   */
  readonly routes?: OriginationRoute[];
}

/** Any other carrier, PBX or SBC, whose trunk somebody sets up by hand to call the connector. */
export class SipCarrier extends BoundCarrier {
  /** @throws InvalidInputError with every fault of the options. */
  constructor(scope: Construct, id: string, binding: CarrierBinding, options: SipCarrierOptions) {
    const { preset, callsFrom = [], country, transport, codecs = ['PCMU'], routes = [] } = options;
    const { shape } = sipSettings;
    super(
      scope,
      id,
      binding,
      { type: 'sip', preset, callsFrom, country, transport, codecs, routes },
      { country: shape.country, transport: shape.transport, codecs: shape.codecs, routes: shape.routes },
    );
    if (routes.length > 0) binding.endpoint.addOriginationRoutes(routes);
    if (country !== undefined) binding.addHomeCountry(country);
  }

  protected ownOutputs(): CarrierOutput[] {
    return [];
  }

  protected connection(): undefined {
    return undefined;
  }
}
