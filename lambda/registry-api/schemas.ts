import * as z from 'zod';
import { identifier } from '../core/agents/identifier';
import { agent, agentSettings } from '../core/agents/agent';
import { optOutRecord } from '../core/calls/opt-out';
import { consentInput } from '../core/compliance/consent-input';
import { consentRecord } from '../core/compliance/consent';
import { numberRecord } from '../core/numbers/number';
import { suspension } from '../core/numbers/suspension';

/** What is asked and what is answered, by the name of the schema in `docs/openapi/registry.json`. */
export const SCHEMAS = {
  Number: numberRecord,
  NumberInput: numberRecord.omit({ number: true }),
  NumberPage: z.strictObject({
    numbers: z.array(numberRecord),
    next: z.string().optional().describe('The query parameter `from` of the next page; none on the last.'),
  }),
  Assignment: z.strictObject({
    agent: identifier.describe('The agent that is to answer the number.'),
    version: z.string().min(1).optional().describe('Left out: whichever is current at each call.'),
  }),
  Suspension: suspension.pick({ reason: true }),
  Agent: agent.extend({
    former: z
      .array(z.string())
      .describe('The versions that were current before, the latest last: a rollback goes there.'),
  }),
  AgentInput: agentSettings,
  Rollback: z.strictObject({
    to: z.string().min(1).optional().describe('The version; left out: the one that was current before.'),
  }),
  ConsentInput: consentInput,
  Consent: consentRecord.omit({ callee: true, dial: true }),
  Revocation: z.strictObject({
    revoked: z.array(z.string()).describe('Ids of the consents that are revoked now and were not before.'),
  }),
  OptOut: optOutRecord.omit({ callee: true }),
  Nothing: z.strictObject({}),
  Error: z.strictObject({
    error: z
      .enum(['faulty', 'not-found', 'changed', 'unseen', 'revoked', 'busy', 'failed'])
      .describe('changed: If-Match does not hold. unseen: it lacks If-Match. busy: ask again.'),
    message: z.string(),
    faults: z
      .array(z.strictObject({ path: z.string(), message: z.string(), line: z.int().optional() }))
      .optional()
      .describe('All of them.'),
  }),
} as const satisfies Record<string, z.ZodType>;

export type ErrorBody = z.infer<(typeof SCHEMAS)['Error']>;

/** The query of a list of numbers. */
export const numbersQuery = z.strictObject({
  agent: identifier.optional().describe('Only those that this agent answers.'),
  carrier: identifier.optional().describe('Only those of this carrier.'),
  status: z.enum(['active', 'suspended']).optional().describe('Only those.'),
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('At the most. A page may be short.'),
  from: z.string().optional().describe('`next` of the page before.'),
});

/** The query of a revocation. */
export const revocationQuery = z.strictObject({
  id: consentRecord.shape.id.optional().describe('Only this consent. Left out: all of the callee.'),
});
