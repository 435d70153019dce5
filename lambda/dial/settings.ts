import * as z from 'zod';
import type { BridgedAdmission } from '../adapters/carriers/sip-target';
import { identifier } from '../core/agents/identifier';
import { admissionStrategy } from '../core/carriers/admission';
import { sipHost } from '../core/endpoint/settings';
import { e164 } from '../core/numbers/e164';
import { outboundSettings, trunkLimits } from '../core/outbound/settings';

const common = { secretArn: z.string().min(1), limits: trunkLimits };

/** A carrier that dials for the stack, and what a dial through it needs. */
const carrier = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('twilio'),
    ...common,
    admission: admissionStrategy.exclude(['trunk']),
    chimeNumber: e164.optional(),
  }),
  z.strictObject({ type: z.literal('vobiz'), ...common }),
  z.strictObject({
    type: z.literal('exotel'),
    ...common,
    cluster: z.enum(['mumbai', 'singapore']),
    flowId: z.string().min(1),
  }),
]);
export type DiallingCarrier = z.infer<typeof carrier>;

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
});

/** The environment of the function. A ZodError of it names all faults. */
export const settings = z.object({
  STACK: z.string().min(1),
  REGISTRY_TABLE: z.string().min(1),
  CALLS_TABLE: z.string().min(1),
  CALL_DAYS: z.coerce.number().int().min(1),
  CALLEE_KEY_SECRET: z.string().min(1),
  LIMITS: json.pipe(
    outboundSettings.pick({ countries: true, callsPerDay: true, closedOn: true, spending: true }),
  ),
  CARRIERS: json.pipe(z.record(identifier, carrier)),
  /** Its outbound host name, and the rest of what carriers that ask the bridge need. */
  VOICE_CONNECTOR: sipHost,
  ENCRYPTION: z.enum(['true', 'false']).transform((text) => text === 'true'),
  CALL_KEY_SECRET: z.string().min(1).optional(),
  /** Its own address. */
  BRIDGE: z
    .string()
    .min(1)
    .transform((address) => address.replace(/\/$/, ''))
    .optional(),
});
export type DialSettings = z.infer<typeof settings>;

/** How an answered call gets past the Voice Connector. */
export function admissionOf({
  admission,
  chimeNumber,
}: Extract<DiallingCarrier, { type: 'twilio' }>): BridgedAdmission {
  if (admission === 'stand-in') return { type: admission };
  if (chimeNumber !== undefined) return { type: admission, callerId: chimeNumber };
  throw new Error('a carrier with admission chime-number has no chimeNumber; deploy the stack again');
}
