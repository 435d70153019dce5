import type { Fault } from '../errors';
import { toE164 } from '../numbers/e164';
import { inspectNumber } from '../numbers/number-plan';
import { scrubRecord, type ScrubRecord } from './scrub';
import type { ScrubColumn, ScrubLayout } from './scrub-layout';
import known from './scrub-layouts.json';

/** What a row says of a callee. */
export interface ScrubRow {
  /** E.164. */
  number: string;
  result: Pick<
    ScrubRecord,
    'preference' | 'blockedCategories' | 'blockedModes' | 'blockedBands' | 'blockedDays'
  >;
}

const LISTS = ['blockedCategories', 'blockedModes', 'blockedBands', 'blockedDays'] as const;
const results = scrubRecord.pick({
  preference: true,
  ...Object.fromEntries(LISTS.map((name) => [name, true])),
});

/**
 * Reads a row. A word that is not known is a fault, never nothing.
 *
 * @returns the row, or all its faults, which name no number.
 */
export function readScrubRow(
  cells: readonly string[],
  layout: ScrubLayout,
): { row: ScrubRow } | { faults: Fault[] } {
  const cell = (column: ScrubColumn) => cells[layout.cells.get(column) ?? -1]?.trim() ?? '';
  const number = toE164(cell('number'), 'IN');
  const faults: Fault[] = [];
  if (number === undefined || !inspectNumber(number).possible) {
    faults.push({ path: 'number', message: 'must be a telephone number, as in +919876543210 or 9876543210' });
  }
  const { data, error } = results.safeParse({
    preference: wordOf('preference', cell('preference')),
    blockedCategories: listed(cell('blockedCategories')).map((text) =>
      /^\d$/.test(text) ? Number(text) : text,
    ),
    blockedModes: listed(cell('blockedModes')).map((text) => wordOf('blockedModes', text)),
    blockedBands: listed(cell('blockedBands')),
    blockedDays: listed(cell('blockedDays')).map((text) => wordOf('blockedDays', text)),
  });
  for (const name of new Set(error?.issues.map(({ path }) => path[0] as ScrubColumn) ?? [])) {
    faults.push({ path: name, message: ALLOWED[name] });
  }
  if (data) faults.push(...contradictions(data as ScrubRow['result']));
  if (faults.length > 0) return { faults };
  return { row: { number: number!, result: data as ScrubRow['result'] } };
}

const words = (name: keyof typeof known.words) => Object.values(known.words[name]).flat().join(', ');
const ALLOWED: Record<ScrubColumn, string> = {
  number: '',
  preference: `must be one of ${words('preference')}`,
  blockedCategories: 'must be categories of trade, 1 to 8, with ; between them',
  blockedModes: `must be some of ${words('blockedModes')}, with ; between them`,
  blockedBands: 'must be hours as the register has them, as in 18-21, with ; between them',
  blockedDays: `must be some of ${words('blockedDays')}, with ; between them`,
};

/** Either could be a slip, and the one reading lets calls be made that the other bars. */
function contradictions({ preference, ...lists }: ScrubRow['result']): Fault[] {
  const blocks = LISTS.some((name) => lists[name].length > 0);
  if (preference === 'none' && blocks) {
    return [{ path: 'preference', message: 'says that nothing is blocked, and the row names what is' }];
  }
  if (preference !== 'partly-blocked' || blocks) return [];
  return [{ path: 'preference', message: 'says partly blocked, and the row does not name what is' }];
}

function listed(text: string): string[] {
  return text
    .split(/[;|]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

/** The word of a record for a word of a file; what is not known stays as it is. */
function wordOf(name: keyof typeof known.words, text: string): string {
  const meanings = Object.entries<string[]>(known.words[name]);
  return meanings.find(([, spellings]) => spellings.includes(text.toLowerCase()))?.[0] ?? text;
}
