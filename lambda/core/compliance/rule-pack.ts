import * as z from 'zod';
import { isTimeZone } from '../agents/agent';
import { callbackHours } from '../agents/tools/schedule-callback';
import { dltRecord } from '../numbers/dlt';
import { outboundPurpose } from './purpose';
import standard from './rules/default.json';
import india from './rules/india.json';
import unitedStates from './rules/united-states.json';

const purposes = z.array(outboundPurpose).min(1);
const count = z.int().min(1);
const { sector, sectorClass } = dltRecord.shape;

/**
 * Where a rule comes from. `primary`: the text of a law or an order. `secondary`: what others write about it.
 * `practice`: nobody demands it in writing, as far as we know.
 */
export const evidenceGrade = z.enum(['primary', 'secondary', 'practice']);

const plain = z.strictObject({ text: z.string().min(1), source: z.string().min(1), evidence: evidenceGrade });
const windows = z.record(outboundPurpose, callbackHours);
const agreed = z.strictObject({ purposes, maxAgeDays: count.optional() });

const rules = z.strictObject({
  'number-active': plain,
  'national-route': plain.extend({ countries: z.array(z.string()).min(1) }),
  purpose: plain,
  series: plain.extend({ promotional: z.array(z.string()).min(1) }),
  'sector-series': plain.extend({
    series: z.string(),
    purposes,
    sectors: z.partialRecord(
      sector.unwrap(),
      z.partialRecord(sectorClass.unwrap(), z.union([z.iso.date(), z.literal('voluntary')])),
    ),
  }),
  identity: plain,
  'principal-entity': plain,
  telemarketer: plain,
  binding: plain,
  'autodialler-notice': plain,
  'voice-header': plain.extend({ series: z.array(z.string()).min(1) }),
  consent: plain.extend({ explicit: agreed, inferred: agreed.optional() }),
  preferences: plain.extend({
    maxAgeHours: count,
    exempt: z.array(outboundPurpose),
    wholeOnly: z
      .literal(true)
      .optional()
      .describe('The register has a number or has it not: it knows no hours, days and categories.'),
  }),
  'opt-out': plain,
  hours: plain.extend({ windows }),
  'own-hours': plain.extend({ windows }),
  frequency: plain.extend({ caps: z.array(z.strictObject({ most: count, hours: count.max(720) })).min(1) }),
  complaints: plain.extend({ most: count, days: count }),
});
export type Rules = z.infer<typeof rules>;
export type RuleName = keyof Rules;
export const RULE_NAMES = Object.keys(rules.shape) as RuleName[];

/** Rules that no pack can leave out. */
const everywhere = {
  'number-active': true,
  'national-route': true,
  'opt-out': true,
  hours: true,
  frequency: true,
} as const;

/** The rules for callees in some countries. Whatever changes in a pack makes it another version. */
const rulePack = z.strictObject({
  id: z.string().min(1),
  version: z.string().min(1),
  date: z.iso.date().describe('When it was last held against its sources.'),
  basis: z.string().min(1),
  countries: z
    .record(z.string().regex(/^[A-Z]{2}$/), z.array(z.string().refine(isTimeZone)).min(1))
    .describe('ISO 3166, each with all its time zones.'),
  rules: rules.partial().required(everywhere),
});
export type RulePack = z.infer<typeof rulePack>;

export const INDIA = rulePack.parse(india);
const DEFAULT = rulePack.parse(standard);
export const RULE_PACKS: readonly RulePack[] = [INDIA, rulePack.parse(unitedStates), DEFAULT];

/** The rules for a callee. @param country ISO 3166. */
export function rulePackFor(country: string | undefined): RulePack {
  const own = RULE_PACKS.find(({ countries }) => country !== undefined && Object.hasOwn(countries, country));
  return own ?? DEFAULT;
}
