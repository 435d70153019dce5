import * as z from 'zod';

/** What one rule makes of the facts. `denied` also where a fact that it needs is missing. */
export const finding = z.strictObject({
  rule: z.string().describe('As in opt-out.'),
  verdict: z.enum(['met', 'denied', 'not-applicable']),
  reason: z.string().describe('Without the number of the callee.'),
  source: z.string().describe('Where the rule comes from.'),
  forGood: z
    .literal(true)
    .optional()
    .describe('Of a rule that looks at the hour: another hour would change nothing.'),
});
export type Finding = z.infer<typeof finding>;

/** Whether a call may be dialled: only where no rule denies it. Every rule has its finding, not the first only. */
export const dialDecision = z.strictObject({
  allowed: z.boolean(),
  rulePack: z.strictObject({ id: z.string(), version: z.string() }),
  findings: z.array(finding),
});
export type DialDecision = z.infer<typeof dialDecision>;
