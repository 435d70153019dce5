import { readFileSync } from 'node:fs';
import { COMPLIANCE_FILE, renderCompliance } from '../../build/compliance-table';
import { RULE_PACKS } from '../../lambda/core/compliance/rule-pack';

describe('docs/compliance-rules.md', () => {
  test('is what the rule packs hold; otherwise run `npx tsx build/compliance-table.ts`', () => {
    expect(readFileSync(COMPLIANCE_FILE, 'utf8')).toBe(renderCompliance());
  });

  test('has every rule of every pack, with its source and its grade', () => {
    const rows = renderCompliance().split('\n');
    for (const { rules } of RULE_PACKS) {
      for (const [name, { source, evidence }] of Object.entries(rules)) {
        const ending = `${source} (*${evidence}*) |`;
        expect(rows.some((row) => row.startsWith(`| \`${name}\` |`) && row.endsWith(ending))).toBe(true);
      }
    }
  });

  test('tells windows and caps in words', () => {
    expect(renderCompliance()).toContain('windows promotional: 09:00 to 21:00');
    expect(renderCompliance()).toContain('caps: most 3 in hours 24, most 7 in hours 168');
  });
});
