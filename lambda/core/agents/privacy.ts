import * as z from 'zod';
import { PII_KINDS, type PiiKind } from '../privacy/kinds';

/** What is not to be kept of what is said. */
export const privacy = z
  .strictObject({
    redact: z
      .union([z.boolean(), z.array(z.enum(PII_KINDS)).min(1)])
      .describe(
        'What is taken out of transcripts, summaries, fields, events and the records of tools before they are ' +
          'stored; true: all kinds. The model is told the redacted text of earlier turns, too.',
      ),
  })
  .describe('What is not to be kept of what is said.');
export type Privacy = z.infer<typeof privacy>;

/** @returns the kinds that an agent wants to have taken out. */
export function redactedKinds(settings: Privacy | undefined): PiiKind[] {
  const { redact = false } = settings ?? {};
  if (typeof redact !== 'boolean') return redact;
  return redact ? PII_KINDS : [];
}
