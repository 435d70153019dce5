import * as z from 'zod';
import type { BridgedAdmission } from '../adapters/carriers/sip-target';
import { identifier } from '../core/agents/identifier';
import { admissionStrategy } from '../core/carriers/admission';
import { sipHost } from '../core/endpoint/settings';
import { e164 } from '../core/numbers/e164';

/**
 * A carrier whose calls a program of ours directs. With `trunk`, those are only the calls that we make, which get in
 * by the number that stands in.
 */
const carrier = z
  .strictObject({
    type: z.enum(['twilio', 'vobiz']),
    secretArn: z.string().min(1),
    admission: admissionStrategy,
    chimeNumber: e164.optional(),
  })
  .transform(({ admission, chimeNumber, ...rest }, context) => {
    if (admission !== 'chime-number') return { ...rest, admission: { type: 'stand-in' } as BridgedAdmission };
    if (chimeNumber !== undefined) {
      return { ...rest, admission: { type: admission, callerId: chimeNumber } as BridgedAdmission };
    }
    const message = 'must be given for chime-number';
    context.addIssue({ code: 'custom', path: ['chimeNumber'], message });
    return z.NEVER;
  });

/** JSON: carriers by the stack's name of them. */
const carriers = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.record(identifier, carrier));

/** The environment of the function. A ZodError of it names all faults. */
export const settings = z.object({
  REGISTRY_TABLE: z.string().min(1),
  CALLS_TABLE: z.string().min(1),
  CALL_DAYS: z.coerce.number().int().min(1),
  /** Its outbound host name. */
  VOICE_CONNECTOR: sipHost,
  ENCRYPTION: z.enum(['true', 'false']).transform((text) => text === 'true'),
  CALL_KEY_SECRET: z.string().min(1),
  CARRIERS: carriers,
});
