import * as z from 'zod';
import { identifier } from '../agents/identifier';
import { variables } from '../agents/variables';
import { dltRecord } from './dlt';
import { e164 } from './e164';
import { suspension } from './suspension';

/** A number as its owner describes it. */
export const numberSettings = z
  .strictObject({
    agent: identifier.describe('The agent that answers this number.'),
    status: z
      .enum(['active', 'suspended'])
      .default('active')
      .describe('A suspended number says so and hangs up.'),
    variables: variables.default({}).describe("Values for the agent's prompt, for this number."),
    routes: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'Ids of SIP rules that only calls to this number take, for carriers that hide the dialled number.',
      ),
    carrier: identifier
      .optional()
      .describe(
        'The carrier that has it, by its name under carriers. Without one you lead its calls here by hand.',
      ),
    takeover: z
      .boolean()
      .default(false)
      .describe(
        'Whether to take the number from where its calls go now. They go there again when it leaves the stack.',
      ),
    dlt: dltRecord.optional(),
  })
  .describe('A phone number that stays with its carrier.');
export type NumberSettings = z.infer<typeof numberSettings>;

/** A number as registered: `NUMBER#<e164> / NUMBER`. */
export const numberRecord = numberSettings.omit({ takeover: true }).extend({
  number: e164,
  agentVersion: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The version of the agent that answers. Left out: the one that is current when a call comes in.',
    ),
  suspension: suspension.optional(),
});
export type NumberRecord = z.infer<typeof numberRecord>;
