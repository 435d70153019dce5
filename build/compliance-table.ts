import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { RULE_NAMES, RULE_PACKS, type RulePack } from '../lambda/core/compliance/rule-pack';
import india from '../lambda/core/numbers/india-series.json';

export const COMPLIANCE_FILE = path.join(__dirname, '../docs/compliance-rules.md');

const GRADES = {
  primary: 'the text of a law or an order',
  secondary: 'what others write about one',
  practice: 'nobody demands it in writing, as far as we know',
};

/** @returns `docs/compliance-rules.md` as it should stand in {@link COMPLIANCE_FILE}. */
export function renderCompliance(): string {
  return [
    '# What is checked before a call is dialled',
    'These are the rules that decide about each outbound call, with their values and where they come from. The pack of ' +
      'the country of the callee counts. A call is dialled only where no rule denies it, and a rule whose facts are ' +
      'missing denies. **This is not legal advice**: hold it against the law of your countries and your contracts.',
    `Where a rule comes from: ${Object.entries(GRADES)
      .map(([grade, meaning]) => `*${grade}*, ${meaning}`)
      .join('; ')}.`,
    'This file is printed by `npx tsx build/compliance-table.ts` from the rule packs in ' +
      '[lambda/core/compliance/rules](../lambda/core/compliance/rules).',
    ...RULE_PACKS.flatMap(sectionOf),
    "## India's number series",
    `The series of a number follows from its digits. ${india.source}, ${india.date}.`,
    table(
      ['series', 'purposes', 'sectors', 'meaning'],
      india.series.map(({ name, purposes, sectors = ['any'], meaning }) => [
        name,
        purposes.join(', '),
        sectors.join(', '),
        meaning,
      ]),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

export function writeCompliance(): void {
  writeFileSync(COMPLIANCE_FILE, renderCompliance());
}

function sectionOf({ id, version, date, basis, countries, rules }: RulePack): string[] {
  const names = Object.keys(countries);
  const rows = RULE_NAMES.flatMap((name) => {
    const rule = rules[name];
    if (!rule) return [];
    const { text, source, evidence, ...values } = rule;
    return [[`\`${name}\``, text, inWords(values), `${source} (*${evidence}*)`]];
  });
  return [
    `## ${id}, version ${version}`,
    `For callees in ${names.length === 0 ? 'every other country' : names.join(', ')}. ${basis}. Last held against its sources on ${date}.`,
    table(['rule', 'what it demands', 'values', 'source'], rows),
  ];
}

/** Values as in `windows: promotional: 09:00 to 21:00`, one line each. */
function inWords(values: object): string {
  return Object.entries(values)
    .flatMap(([name, value]) => linesOf(name, value))
    .join('<br>');
}

function linesOf(name: string, value: unknown): string[] {
  if (Array.isArray(value)) return [`${name}: ${value.map(item).join(', ')}`];
  if (typeof value !== 'object' || value === null) return [`${name}: ${String(value)}`];
  if ('from' in value && 'to' in value) return [`${name}: ${String(value.from)} to ${String(value.to)}`];
  return Object.entries(value).flatMap(([part, inner]) => linesOf(`${name} ${part}`, inner));
}

function item(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${String(inner)}`)
    .join(' in ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

if (require.main === module) writeCompliance();
