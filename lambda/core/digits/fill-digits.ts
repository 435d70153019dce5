/** Stands for digits that were keyed in private, in all that is kept and in all that the model is told. */
export function placeholderOf(name: string): string {
  return `{{digits.${name}}}`;
}

const PLACEHOLDER = /\{\{\s*digits\.([a-z][a-z0-9_]{0,39})\s*\}\}/g;

export interface Filled {
  args: Record<string, unknown>;
  /** What was filled in, by its name. */
  used: ReadonlyMap<string, string>;
  /** Names of which there are no digits (any more). Their placeholders stand as they were. */
  missing: string[];
}

export function unfilled(args: Record<string, unknown>): Filled {
  return { args, used: new Map(), missing: [] };
}

/** Puts keyed digits where the texts of arguments name them, however deep the texts lie. */
export async function fillDigits(
  args: Record<string, unknown>,
  digitsOf: (name: string) => Promise<string | undefined>,
): Promise<Filled> {
  const names = [...new Set(textsIn(args).flatMap(namesIn))];
  const found = await Promise.all(names.map(async (name) => [name, await digitsOf(name)] as const));
  const used = new Map(
    found.flatMap(([name, digits]) => (digits === undefined ? [] : [[name, digits] as const])),
  );
  const fill = (text: string) => text.replace(PLACEHOLDER, (whole, name: string) => used.get(name) ?? whole);
  return {
    args: names.length === 0 ? args : (eachText(args, fill) as Record<string, unknown>),
    used,
    missing: names.filter((name) => !used.has(name)),
  };
}

/** A shorter number may stand in a text by chance, and gives nothing away. */
const TELLING = 4;

/** A text with the placeholders again, where a tool repeats what it was given. */
export function withoutDigits(text: string, used: ReadonlyMap<string, string>): string {
  return [...used]
    .filter(([, digits]) => digits.length >= TELLING)
    .reduce((kept, [name, digits]) => kept.replaceAll(digits, placeholderOf(name)), text);
}

function namesIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1]!);
}

function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  eachText(value, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => eachText(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, eachText(inner, change)]));
}
