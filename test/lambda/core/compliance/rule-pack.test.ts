import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../lambda/adapters/canonical-json';
import { INDIA, RULE_NAMES, RULE_PACKS, rulePackFor } from '../../../../lambda/core/compliance/rule-pack';

/** What each version of a pack held. Evidence names the version, so a version may never hold something else. */
const PUBLISHED: Record<string, string> = {
  'default 2026-11-23': '052bd389bc33175b',
  'india 2026-11-23': '617b2dc0759433be',
  'united-states 2026-11-23': '5a0f7ef1c75e3d21',
  'united-states 2026-11-23.2': 'ee8a0cb4886eafa2',
};

describe('rule packs', () => {
  it('have another version whenever something in them changes: add it here, beside the former ones', () => {
    const held = RULE_PACKS.map((pack) => [
      `${pack.id} ${pack.version}`,
      createHash('sha256').update(canonicalJson(pack)).digest('hex').slice(0, 16),
    ]);
    expect(PUBLISHED).toMatchObject(Object.fromEntries(held));
  });

  it('tell the source of every rule', () => {
    for (const { rules } of RULE_PACKS)
      for (const rule of Object.values(rules)) expect(rule.source.length).toBeGreaterThan(5);
  });

  it('have no country twice', () => {
    const countries = RULE_PACKS.flatMap((pack) => Object.keys(pack.countries));
    expect(new Set(countries).size).toBe(countries.length);
  });

  it('have all rules for India', () => {
    expect(Object.keys(INDIA.rules).sort()).toEqual([...RULE_NAMES].sort());
  });

  it('are found by country, not by what every object has', () => {
    expect(rulePackFor('constructor').id).toBe('default');
  });
});
