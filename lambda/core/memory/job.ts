import * as z from 'zod';
import { identifier } from '../agents/identifier';

/** What the wrap-up is asked to do. */
export const wrapUpJob = z.strictObject({
  callId: z.string().min(1),
  agent: z
    .strictObject({ id: identifier, version: z.string().min(1) })
    .optional()
    .describe('Absent when the call was turned away.'),
});
export type WrapUpJob = z.infer<typeof wrapUpJob>;
