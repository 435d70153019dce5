import * as z from 'zod';
import { country, originationRoutes } from '../endpoint/settings';
import { e164 } from '../numbers/e164';
import { secretName } from '../secret-name';

const secret = (content: string) => secretName.describe(`Name of an existing secret that holds ${content}.`);

const chimeNumber = e164
  .optional()
  .describe("For chime-number: a number of Amazon Chime's inventory, which carriers show as their caller.");

const outbound = z
  .boolean()
  .default(false)
  .describe('Also lets the Voice Connector call out through this carrier, as for a transfer.');

/** Twilio: its webhooks are answered by our bridge, or an Elastic SIP trunk calls the connector. */
export const twilioSettings = z
  .strictObject({
    type: z.literal('twilio'),
    secret: secret(
      '{"accountSid": "AC…", "authToken": "…"}, with "apiKeySid" and "apiKeySecret" where an API key does the rest',
    ),
    admission: z
      .enum(['chime-number', 'stand-in', 'trunk'])
      .default('chime-number')
      .describe('How calls get past the Voice Connector: docs/carriers/twilio.md.'),
    chimeNumber,
    outbound,
  })
  .describe('Twilio.');
export type TwilioSettings = z.infer<typeof twilioSettings>;

/** Vobiz: the application of the numbers asks our bridge, or an inbound trunk calls the connector. */
export const vobizSettings = z
  .strictObject({
    type: z.literal('vobiz'),
    secret: secret('{"authId": "MA_…", "authToken": "…"}'),
    admission: z
      .enum(['stand-in', 'chime-number', 'trunk'])
      .default('stand-in')
      .describe('How calls get past the Voice Connector: docs/carriers/vobiz.md.'),
    chimeNumber,
    applicationId: z
      .string()
      .min(1)
      .optional()
      .describe(
        "The application that you made in Vobiz's console, with the stack's addresses. Not for trunk.",
      ),
    outbound,
  })
  .describe('Vobiz.');
export type VobizSettings = z.infer<typeof vobizSettings>;

/** Exotel's vSIP trunks, which Exotel enables for a customer who asks. */
export const exotelSettings = z
  .strictObject({
    type: z.literal('exotel'),
    onRequestApproved: z
      .literal(true, 'must be true: Exotel enables vSIP trunks on request, so ask for it first')
      .describe('Exotel has enabled vSIP trunks for this account.'),
    secret: secret('{"accountSid": "…", "apiKey": "…", "apiToken": "…"}'),
    cluster: z.enum(['mumbai', 'singapore']).default('mumbai').describe('Where the account lives.'),
    flowId: z
      .string()
      .regex(/^\d{1,20}$/, 'must be the number of a flow, as Exotel shows it in its address')
      .optional()
      .describe(
        'The flow that you made in Exotel’s console: its Connect applet dials the trunk of the stack.',
      ),
  })
  .describe('Exotel.');
export type ExotelSettings = z.infer<typeof exotelSettings>;

/** Any other carrier, PBX or SBC, whose trunk somebody sets up by hand. */
export const sipSettings = z
  .strictObject({
    type: z.literal('sip'),
    preset: z.string().min(1).optional().describe('What is known of a carrier: telnyx, plivo.'),
    callsFrom: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'Public IPv4 ranges that its SIP comes from, as in 54.172.60.0/30. Standard: those of the preset.',
      ),
    country: country
      .optional()
      .describe('Where numbers without a country code are at home (ISO 3166), as in IN for 09876543210.'),
    transport: z
      .enum(['tls', 'tcp', 'udp'])
      .optional()
      .describe('What it calls with. Standard: as the endpoint wants it.'),
    codecs: z
      .array(z.enum(['PCMU', 'PCMA']))
      .min(1)
      .default(['PCMU'])
      .describe('What it offers. PCMU must be among them, since Amazon Chime takes no other.'),
    routes: originationRoutes
      .default([])
      .describe(
        'SIP hosts by which the Voice Connector calls out through it. It authenticates by address only.',
      ),
  })
  .describe('Any SIP trunk.');
export type SipSettings = z.infer<typeof sipSettings>;

/** A carrier of a stack. */
export const carrierSettings = z.discriminatedUnion('type', [
  twilioSettings,
  vobizSettings,
  exotelSettings,
  sipSettings,
]);
export type CarrierSettings = z.infer<typeof carrierSettings>;
export type CarrierType = CarrierSettings['type'];

/** Those whose numbers the stack connects by itself. */
export const nativeCarrier = z.enum(['twilio', 'vobiz', 'exotel']);
export type NativeCarrier = z.infer<typeof nativeCarrier>;
