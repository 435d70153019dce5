import * as z from 'zod';

/**
 * How a carrier's call gets past a Voice Connector. It answers `403 Caller Id … is not valid` to an INVITE that
 * is From a stranger and To a number that Amazon Chime doesn't know, which is what a bare trunk sends.
 *
 * - `chime-number`: our bridge answers the carrier's webhook. From becomes a number of Amazon Chime's inventory,
 *   the called number stays in the Request-URI, the caller goes into a header. Evidence: AWS's own sample for
 *   Twilio, `aws-samples/chimesdk-sip-voicebot` (`<Dial callerId>` with `;secure=true`, 2024), and the fix in
 *   `aws-samples/amazon-chime-pstn-audio-with-amazon-lex` #340 (2023). Needs one Chime number.
 * - `stand-in`: our bridge answers the carrier's webhook. The Request-URI gets {@link STAND_IN_NUMBER}, From stays
 *   the caller, the called number goes into a header. Evidence: three projects of docwho2 (to 2026) with Twilio's
 *   Elastic SIP trunks and with Asterisk; nobody has shown it for a webhook's answer. Needs nothing.
 * - `trunk`: the carrier's trunk calls the connector by itself and no program of ours is asked. Whoever sets up the
 *   trunk has to make it send {@link STAND_IN_NUMBER} (evidence as above: for Twilio by its console's Header
 *   Manipulation, for Asterisk in its dial plan), or to set the connector's caller ID override, which nobody has
 *   shown to work.
 */
export const admissionStrategy = z.enum(['chime-number', 'stand-in', 'trunk']);
export type AdmissionStrategy = z.infer<typeof admissionStrategy>;

/**
 * An AWS number that a Voice Connector takes as the called one whoever calls. AWS documents it for meetings only,
 * so AWS could stop that any day.
 */
export const STAND_IN_NUMBER = '+17035550122';
