import * as z from 'zod';

/**
 * India's DLT record of a number: who owns it, what it may be used for, and the registrations that prove it.
 * Nothing of this travels in SIP signalling, so the record is the only place that knows.
 * Identifier lengths are taken from published examples, not from a regulation's text.
 */
const day = z.iso.date();
const dltId = z.string().regex(/^\d{19}$/, 'must be the 19-digit DLT identifier');

export const callPurpose = z.enum(['promotional', 'service', 'transactional', 'government', 'inbound-only']);
export type CallPurpose = z.infer<typeof callPurpose>;

export const dltRecord = z
  .strictObject({
    declaredPurposes: z.array(callPurpose).min(1).describe('What the number was registered for.'),
    sector: z.enum(['rbi', 'sebi', 'irdai', 'pfrda', 'government', 'other']).optional(),
    subscriber: z
      .strictObject({
        legalName: z.string().min(1),
        kycStatus: z.enum(['verified', 'pending', 'failed']),
        kycVerifiedOn: day.optional(),
      })
      .describe('The company the carrier knows as the owner of the number.'),
    principalEntity: z
      .strictObject({ id: dltId, name: z.string().min(1), portal: z.string().min(1), validUntil: day })
      .optional(),
    telemarketer: z
      .strictObject({ id: dltId, role: z.enum(['delivery', 'aggregator']), validUntil: day })
      .optional(),
    binding: z
      .strictObject({
        status: z.enum(['active', 'pending', 'revoked']),
        letterOfAuthority: z.string().min(1),
        since: day,
      })
      .optional()
      .describe('The link between principal entity and telemarketer.'),
    mediaMustStayInIndia: z
      .boolean()
      .default(false)
      .describe('The carrier or the regulator demands that both legs of a call stay in India.'),
  })
  .describe("India's DLT registration of a number. Not legal advice.");
export type DltRecord = z.infer<typeof dltRecord>;
