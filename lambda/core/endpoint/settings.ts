import { isSupportedCountry } from 'libphonenumber-js/max';
import * as z from 'zod';
import { e164 } from '../numbers/e164';
import { secretName } from '../secret-name';

/** Amazon Chime takes 256 characters; the provisioning function ends the names of SIP rules with a mark. */
export const resourceName = z
  .string()
  .regex(
    /^[a-zA-Z0-9 _.-]{1,240}$/,
    'must be 1 to 240 letters, digits, spaces, underscores, dots or hyphens',
  );

export const country = z
  .string()
  .refine(
    (code) => isSupportedCountry(code),
    'must be a country by its two capital letters (ISO 3166), as in US or IN',
  );

export const callsPerSecond = z.int().min(1);

/** A host of the public internet: a domain name or an IPv4 address. */
export const sipHost = z
  .string()
  .regex(
    /^(?:(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]|(?:\d{1,3}\.){3}\d{1,3})$/i,
    'must be a domain name or an IPv4 address, as in sip.example.com',
  );

/** Origination, in the words of Amazon Chime: from the Voice Connector to a SIP host. */
export const originationRoute = z.strictObject({
  host: sipHost.describe('Domain name or public IPv4 address of the SIP host.'),
  port: z.int().min(0).max(65535).optional().describe('Standard: 5061 with encryption, otherwise 5060.'),
  protocol: z.enum(['TCP', 'UDP']).default('TCP').describe('With encryption TCP only.'),
  priority: z.int().min(1).max(100).default(1).describe('1 goes first.'),
  weight: z.int().min(1).max(100).default(1).describe('Share of the calls among routes of one priority.'),
});

export const originationRoutes = z.array(originationRoute).max(20);

/** Hours that Kinesis Video Streams keeps audio, ten years at most. */
export const streamingHours = z.int().min(0).max(87_600);

/** The SIP endpoint of a stack: who may call it, and how. */
export const endpointSettings = z
  .strictObject({
    name: resourceName.optional().describe('Standard: made from the names of stack and construct.'),
    encryption: z
      .boolean()
      .default(true)
      .describe('TLS and SRTP. false: carriers call without encryption, and only so.'),
    networkType: z
      .enum(['ipv4', 'dual-stack'])
      .default('ipv4')
      .describe('A changed network type makes a new connector with a new host name.'),
    callsFrom: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'Who may call: carriers by name (twilio, vobiz) or public IPv4 ranges, as in 54.172.60.0/30.',
      ),
    callingRegions: z
      .array(country)
      .min(1)
      .optional()
      .describe(
        'Countries that carriers may dial here (ISO 3166). Standard: US and those of the numbers; ' +
          'keep US for carriers that dial the stand-in number +1 703 555 0122.',
      ),
    callsPerSecond: callsPerSecond.default(1).describe('More than 1 needs a higher quota of the account.'),
    callerId: e164.optional().describe("Caller ID override: a number of Amazon Chime's inventory."),
    credentials: z
      .strictObject({
        secret: secretName.describe(
          'Its name. It holds {"username": "…", "password": "…"}, or a list of these.',
        ),
        revision: z
          .string()
          .min(1)
          .optional()
          .describe('Any text; another one than before brings what the secret holds now to the connector.'),
      })
      .optional()
      .describe('What carriers must sign in with. Few carriers can.'),
    origination: originationRoutes.default([]).describe('SIP hosts that the connector may call.'),
    logs: z
      .strictObject({
        sip: z.boolean().default(false).describe('Every SIP message of the connector.'),
        media: z.boolean().default(false).describe('Quality of the audio, minute by minute.'),
        messages: z.boolean().default(false).describe('Every SIP message of the SIP media application.'),
      })
      .prefault({})
      .describe('Logs of Amazon Chime. They hold phone numbers.'),
    experimentalStreaming: z
      .strictObject({
        retentionHours: streamingHours.default(0).describe('Hours that the audio is kept; 0 keeps nothing.'),
      })
      .optional()
      .describe("An experiment: the callers' audio to Kinesis Video Streams. Nothing of BYON reads it."),
  })
  .describe('The SIP endpoint that carriers call: an Amazon Chime SDK Voice Connector.');
export type EndpointSettings = z.infer<typeof endpointSettings>;
