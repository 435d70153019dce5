import * as z from 'zod';
import { secretName } from '../core/secret-name';

/** CloudFormation hands every value over as text. `SecretArn` is a name where an ARN that lacks its end would be misread. */
const flag = z.stringbool().or(z.boolean());
const count = z.coerce.number().int();
const cluster = z.enum(['mumbai', 'singapore']);

/**
 * An Elastic SIP trunk of Twilio. It calls the Voice Connector, and takes its calls where AllowedRanges say so.
 * Physical id: `twilio:<trunkSid>`. Attributes: TrunkSid, TerminationHost (`byon-….pstn.twilio.com`).
 */
export const twilioTrunk = z.strictObject({
  SecretArn: secretName,
  /** Empty where calls come in by the bridge. At most ten. */
  Destinations: z.array(z.strictObject({ SipUri: z.string(), Priority: count, Weight: count })).max(10),
  /** TLS and SRTP only. */
  Secure: flag,
  /** Where the Voice Connector calls from, as in `3.80.16.0/23`. Empty: nobody may call out through it. */
  AllowedRanges: z.array(z.string()),
  /**
   * Where the call key's secret lies, and the carrier's id in the stack: a key made of both goes with each
   * call, in `X-Byon-Key`.
   */
  CallKeySecretArn: secretName.optional(),
  CarrierId: z.string(),
});
export type TwilioTrunkProperties = z.infer<typeof twilioTrunk>;

/** Physical id: `vobiz:<trunkId>`. Attribute: TrunkId. */
export const vobizInboundTrunk = z.strictObject({
  SecretArn: secretName,
  /** Where notes are kept of what Vobiz gives no name. */
  Table: z.string(),
  /** As in `sip:….voiceconnector.chime.aws:5061`. */
  SipUri: z.string(),
  Transport: z.enum(['udp', 'tcp', 'tls']),
  Secure: flag,
});
export type VobizInboundTrunkProperties = z.infer<typeof vobizInboundTrunk>;

/** Takes the Voice Connector's calls. Physical id: `vobiz:<trunkId>`. Attributes: TrunkId, TerminationHost. */
export const vobizOutboundTrunk = z.strictObject({
  SecretArn: secretName,
  Table: z.string(),
  /** Where the Voice Connector calls from. Vobiz takes one range a trunk. */
  AllowedRange: z.string(),
  Transport: z.enum(['udp', 'tcp', 'tls']),
  Secure: flag,
});
export type VobizOutboundTrunkProperties = z.infer<typeof vobizOutboundTrunk>;

/**
 * A vSIP trunk of Exotel. What is put on one comes off only with the whole of it, so another destination makes
 * another trunk. Physical id: `exotel:<trunkSid>`. Attribute: TrunkSid.
 */
export const exotelTrunk = z.strictObject({
  SecretArn: secretName,
  Cluster: cluster,
  /** As in `….voiceconnector.chime.aws:5061;transport=tls`. */
  Destination: z.string(),
});
export type ExotelTrunkProperties = z.infer<typeof exotelTrunk>;

/**
 * The numbers of one carrier that the stack answers: connected, and given back when they leave. Physical id:
 * `numbers:<carrierId>:<mark of the owner>`. Attribute: Summary.
 */
export const carrierNumbers = z.strictObject({
  CarrierId: z.string(),
  SecretArn: secretName,
  /** The registry table: the former routing of each number is kept there. */
  Table: z.string(),
  /** JSON in S3: a list of `{ "number": "+…", "takeover": false }`. */
  Bucket: z.string(),
  Key: z.string(),
  Target: z.discriminatedUnion('Type', [
    z.strictObject({ Type: z.literal('twilio-bridge'), VoiceUrl: z.string(), StatusCallback: z.string() }),
    z.strictObject({ Type: z.literal('twilio-trunk'), TrunkSid: z.string() }),
    z.strictObject({ Type: z.literal('vobiz-application'), ApplicationId: z.string() }),
    z.strictObject({ Type: z.literal('vobiz-trunk'), TrunkId: z.string() }),
    z.strictObject({
      Type: z.literal('exotel-flow'),
      Cluster: cluster,
      FlowId: z.string(),
      TrunkSid: z.string(),
    }),
  ]),
});
export type CarrierNumbersProperties = z.infer<typeof carrierNumbers>;

/** What the file at Bucket and Key holds. */
export const wantedNumbers = z.array(z.strictObject({ number: z.string(), takeover: z.boolean() }));

/** The custom resources by the name of their type in a template. */
export const RESOURCES = {
  'Custom::ByonTwilioTrunk': twilioTrunk,
  'Custom::ByonVobizInboundTrunk': vobizInboundTrunk,
  'Custom::ByonVobizOutboundTrunk': vobizOutboundTrunk,
  'Custom::ByonExotelTrunk': exotelTrunk,
  'Custom::ByonCarrierNumbers': carrierNumbers,
} as const;
export type CarrierResourceType = keyof typeof RESOURCES;
