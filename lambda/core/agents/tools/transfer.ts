import * as z from 'zod';
import { e164 } from '../../numbers/e164';

export const ringSeconds = z.int().min(5).max(120);

/** The way of a transfer: Amazon Chime's own telephone network, or the carrier's trunk. */
export const via = z.enum(['pstn', 'trunk']);
export type Via = z.infer<typeof via>;

export const RING_SECONDS = 30;

export const transfer = z
  .strictObject({
    type: z.literal('transfer'),
    to: e164,
    when: z
      .string()
      .min(1)
      .max(500)
      .describe('Tells the model when to transfer, as in "the caller asks for a human".'),
    warm: z
      .boolean()
      .optional()
      .describe('Whether the human hears a short summary of the call, spoken by the agent, on taking it.'),
    ringSeconds: ringSeconds
      .optional()
      .describe('How long it rings before the caller is back with the agent. Standard: 30 seconds.'),
    via: via
      .optional()
      .describe(
        'pstn: over Amazon Chime. trunk: over the carrier, by the routes of endpoint.origination. Standard: pstn.',
      ),
  })
  .describe('Lets the agent hand the caller to a human.');
