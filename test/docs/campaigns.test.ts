import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parse } from 'yaml';
import { readList } from '../../bin/campaign/list-file';
import { campaignSettings } from '../../lambda/core/outbound/campaign/settings';
import { blocksOf, readDoc } from './markdown';

const [campaign, list] = ['yml', 'csv'].map((language) =>
  blocksOf(readDoc('docs/outbound.md')).find((block) => block.language === language),
);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'byon-docs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the campaign in docs/outbound.md has no fault', () => {
  expect(campaignSettings.parse(parse(campaign!.text))).toMatchObject({ id: 'reminders-november' });
});

it('the list in docs/outbound.md can be read', async () => {
  const file = path.join(folder, 'callees.csv');
  writeFileSync(file, list!.text);
  const { rows } = await readList(file, {});
  expect(rows).toEqual([
    expect.objectContaining({ callee: '+919810000001', variables: { name: 'Asha', day: 'Friday' } }),
  ]);
});
