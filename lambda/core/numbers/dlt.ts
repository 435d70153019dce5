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

/** Of trade, as the register of preferences (NCPR) numbers them. */
export const ncprCategory = z
  .union([1, 2, 3, 4, 5, 6, 7, 8].map((category) => z.literal(category)))
  .describe(
    '1 banking, insurance, finance · 2 real estate · 3 education · 4 health · 5 consumer goods, automobiles · ' +
      '6 communication, broadcast, entertainment, IT · 7 tourism, leisure · 8 food and beverages',
  );

export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day, as in 10:00');

const sectorClass = z
  .enum([
    'commercial-bank',
    'large-nbfc',
    'payments-bank',
    'small-finance-bank',
    'other-nbfc',
    'cooperative-bank',
    'regional-rural-bank',
    'mutual-fund',
    'qualified-stock-broker',
    'other-sebi',
    'insurer',
    'pension-fund',
  ])
  .describe('What kind of company it is in its sector: the dates of the 1600 series depend on it.');

export const dltRecord = z
  .strictObject({
    declaredPurposes: z.array(callPurpose).min(1).describe('What the number was registered for.'),
    sector: z.enum(['rbi', 'sebi', 'irdai', 'pfrda', 'government', 'other']).optional(),
    sectorClass: sectorClass.optional(),
    ncprCategory: ncprCategory.optional().describe('The trade that its promotional calls are about.'),
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
    voiceHeader: z
      .strictObject({
        status: z.enum(['registered', 'accepted', 'approved', 'suspended']),
        approvedOn: day.optional(),
      })
      .optional()
      .describe('The registration of the number itself as a header, for the 140 and 1600 series.'),
    contentTemplates: z
      .array(dltId)
      .optional()
      .describe('Ids of the approved templates of what is said, for the 140 and 1600 series.'),
    autodiallerNotices: z
      .array(
        z.strictObject({
          accessProvider: z.string().min(1).describe('The operator that was told.'),
          objective: z.string().min(1).describe('What it was told about use and purpose.'),
          notifiedOn: day,
          reference: z.string().min(1).optional(),
          state: z.enum(['filed', 'acknowledged', 'withdrawn']),
        }),
      )
      .optional()
      .describe(
        'Notices to operators that calls are dialled by machine. Only add; the last of an operator counts.',
      ),
    callingWindow: z
      .strictObject({ from: timeOfDay, to: timeOfDay })
      .refine(({ from, to }) => from < to, { error: 'must be later than from', path: ['to'] })
      .optional()
      .describe(
        'Hours of calls from this number, in Indian time, within those that the rules leave. `to` is the first minute without calls.',
      ),
    complaints: z
      .array(z.strictObject({ on: day, reference: z.string().min(1), outcome: z.string().min(1).optional() }))
      .optional()
      .describe('Complaints about calls from this number. Only add.'),
    suspendedUntil: day.optional().describe('The last day on which nothing may be dialled from it.'),
    mediaMustStayInIndia: z
      .boolean()
      .default(false)
      .describe('The carrier or the regulator demands that both legs of a call stay in India.'),
  })
  .describe("India's DLT registration of a number. Not legal advice.");
export type DltRecord = z.infer<typeof dltRecord>;
