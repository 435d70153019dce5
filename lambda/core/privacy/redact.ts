import { passesLuhn, passesVerhoeff } from './checksums';
import { MARKS, type PiiKind } from './kinds';
import { numberRuns, type Group } from './number-runs';
import { ordinarySpans } from './ordinary';
import { WRITTEN } from './written';

/** Takes personal data of some kinds out of a text, and puts in its place what it was: `[phone number]`. */
export function redact(text: string, kinds: readonly PiiKind[]): string {
  const wanted = new Set(kinds);
  const written = Object.entries(WRITTEN) as [PiiKind, readonly RegExp[]][];
  const bare = written
    .filter(([kind]) => wanted.has(kind))
    .reduce(
      (rest, [kind, patterns]) => patterns.reduce((all, one) => all.replace(one, MARKS[kind]), rest),
      text,
    );
  const checked = (Object.keys(CHECKED) as CheckedKind[])
    .filter((kind) => wanted.has(kind))
    .reduce((rest, kind) => marked(rest, numberRuns(rest), (run) => checkedFind(run, kind)), bare);
  return marked(checked, plainRuns(checked), (run) => plainFind(run, wanted, checked));
}

/** Digits that a caller has keyed, as they may be kept: every one of them a star where they tell something. */
export function redactKeyed(digits: string, kinds: readonly PiiKind[]): string {
  const bare = digits.replace(/\D/g, ' ').trim();
  const tells = kinds.includes('digits') ? /\d{4}/.test(bare) : redact(bare, kinds) !== bare;
  return tells ? '*'.repeat(digits.length) : digits;
}

/** A part of a run and what it is, by groups. `to` is behind the last one. */
interface Find {
  from: number;
  to: number;
  kind: PiiKind;
}

/** Finds the first of a run. */
type Finder = (run: readonly Group[]) => Find | undefined;
/** The same by characters. */
type Span = Find;

/** Puts a mark in the place of every find. */
function marked(text: string, runs: readonly Group[][], find: Finder): string {
  return runs
    .flatMap((run) => allFinds(run, find))
    .sort((a, b) => b.from - a.from)
    .reduce((rest, { from, to, kind }) => rest.slice(0, from) + MARKS[kind] + rest.slice(to), text);
}

/** Every find of a run, and of what is left of the run behind it. */
function allFinds(run: readonly Group[], find: Finder): Span[] {
  const finds: Span[] = [];
  for (let rest = run; rest.length > 0;) {
    const found = find(rest);
    if (!found) break;
    const { from, to, kind } = found;
    finds.push({ from: rest[from]!.from, to: rest[to - 1]!.to, kind });
    rest = rest.slice(to);
  }
  return finds;
}

/** Numbers that their check digit gives away: between how many digits, and whether they hold. */
const CHECKED = {
  card: { least: 13, most: 19, holds: passesLuhn },
  aadhaar: { least: 12, most: 12, holds: (digits) => /^[2-9]/.test(digits) && passesVerhoeff(digits) },
} satisfies Partial<Record<PiiKind, { least: number; most: number; holds: (digits: string) => boolean }>>;
type CheckedKind = keyof typeof CHECKED;

/** Which groups belong to it is not known, so all that stand together are tried. */
function checkedFind(run: readonly Group[], kind: CheckedKind): Find | undefined {
  const { least, most, holds } = CHECKED[kind];
  const found = windowOf(run, least, most, holds);
  return found && { ...found, kind };
}

/** A national number of ten digits, as in India and North America, with what is dialled before it. */
const NATIONAL = /^(?:0|0?0?91|0?0?1)?[2-9]\d{9}$/;
const LONG = 7;
const SPELLED = 4;

function plainFind(run: readonly Group[], wanted: ReadonlySet<PiiKind>, text: string): Find | undefined {
  if (wanted.has('phone')) {
    const length = digitsIn(run).length;
    if (run[0]!.plus && length >= 8 && length <= 15) return { from: 0, to: run.length, kind: 'phone' };
    const national = windowOf(run, 10, 14, (digits) => NATIONAL.test(digits));
    if (national) return { ...national, kind: 'phone' };
  }
  if (!wanted.has('digits')) return undefined;
  const digits = digitsIn(run);
  const spelled =
    run.every((group) => group.spelled || group.digits.length === 1) && digits.length >= SPELLED;
  const secret = digits.length >= SPELLED && isAnnouncedSecret(text.slice(0, run[0]!.from));
  return digits.length >= LONG || spelled || secret ? { from: 0, to: run.length, kind: 'digits' } : undefined;
}

/** Runs without dates, times and amounts, and cut where a list may go on to its next item. */
function plainRuns(text: string): Group[][] {
  const ordinary = ordinarySpans(text);
  const isOrdinary = (group: Group) => ordinary.some(({ from, to }) => group.from < to && group.to > from);
  const parts: Group[][] = [];
  for (const run of numberRuns(text)) {
    let part: Group[] = [];
    parts.push(part);
    for (const group of run) {
      const ends = isOrdinary(group);
      if (ends || group.loose) parts.push((part = []));
      if (!ends) part.push(group);
    }
  }
  return parts;
}

/** Words before a number of a few digits that make it a secret: a one-time password, a PIN, a CVV. */
const SECRET =
  /(?:\b(?:otp|one[- ]time (?:password|code|pin)|cvv|cvc|mpin|upi pin|atm pin|passcode|password|(?:verification|security|confirmation|access|secret) code)\b|\bpin\b(?! ?code)|ओटीपी|पासवर्ड|पिन(?! ?कोड))[^.!?\d]{0,30}$/iu;

function isAnnouncedSecret(before: string): boolean {
  return SECRET.test(before.slice(-60));
}

/** The first part of a run whose digits hold, and of those that begin there the longest. */
function windowOf(
  run: readonly Group[],
  least: number,
  most: number,
  holds: (digits: string) => boolean,
): { from: number; to: number } | undefined {
  for (let from = 0; from < run.length; from++) {
    let digits = '';
    let longest: number | undefined;
    for (let to = from + 1; to <= run.length; to++) {
      digits += run[to - 1]!.digits;
      if (digits.length > most) break;
      if (digits.length >= least && holds(digits)) longest = to;
    }
    if (longest !== undefined) return { from, to: longest };
  }
  return undefined;
}

function digitsIn(run: readonly Group[]): string {
  return run.map(({ digits }) => digits).join('');
}
