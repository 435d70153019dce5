import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import indiaSeries from './india-series.json';

/** What a number is, by its digits alone. */
export interface NumberFacts {
  /** ISO 3166 country; undefined for international services such as +800. */
  country: string | undefined;
  /** Right length for its country. A number that is not possible is a typing error. */
  possible: boolean;
  /** In a range that the numbering plan knows. Plans lag behind new ranges: treat false as a warning. */
  valid: boolean;
  kind: NumberKind;
}
export type NumberKind = IndiaSeries | 'landline' | 'mobile' | 'voip' | 'other';
export type IndiaSeries = '140' | '1600' | '1601' | 'tollfree';

const INDIA = indiaSeries.series.map(({ name, pattern }) => ({
  name: name as IndiaSeries,
  pattern: new RegExp(pattern),
}));

/**
 * India's own series come first, because the library calls a 1600 number a mobile
 * (libphonenumber-js 1.13.16, google-libphonenumber 3.2.47 alike).
 */
export function inspectNumber(e164: string): NumberFacts {
  const parsed = parsePhoneNumberFromString(e164);
  const series = INDIA.find(({ pattern }) => pattern.test(e164))?.name;
  return {
    country: parsed?.country ?? (e164.startsWith('+91') ? 'IN' : undefined),
    possible: series !== undefined || (parsed?.isPossible() ?? false),
    // These two try a number against all ranges of its country, and few ask for them.
    get valid() {
      return series !== undefined || (parsed?.isValid() ?? false);
    },
    get kind() {
      return series ?? kindOf(parsed?.getType());
    },
  };
}

function kindOf(type: string | undefined): NumberKind {
  switch (type) {
    case 'MOBILE':
      return 'mobile';
    case 'FIXED_LINE':
    case 'FIXED_LINE_OR_MOBILE':
      return 'landline';
    case 'TOLL_FREE':
      return 'tollfree';
    case 'VOIP':
      return 'voip';
    default:
      return 'other';
  }
}
