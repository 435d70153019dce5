import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { checkConfig } from '../../lib/config/check-config';
import { YamlSource } from '../../lib/config/yaml-source';
import { ROOT } from '../lib/stacks';
import { blocksOf, docsIn, readDoc } from './markdown';

/** Parts of a config, as README and guides show them: each stands in the place of the same part of the default one. */
const parts = ['README.md', ...docsIn('docs')].flatMap((file) =>
  blocksOf(readDoc(file))
    .filter(({ language }) => language === 'yaml')
    .map((block) => ({ ...block, file })),
);

const besideTheDefault = (file: string) => readFileSync(path.join(ROOT, file));

it('has parts of configs in the guides', () => {
  expect(parts.map(({ file }) => file)).toContain('docs/deploy.md');
});

it.each(parts)('the part in line $line of $file has no fault', ({ text }) => {
  const source = new YamlSource(text);
  expect(source.syntaxFaults()).toEqual([]);
  expect(source.keysGivenTwice()).toEqual([]);
  const whole = { ...(parse(readDoc('byon.config.yaml')) as object), ...(source.value() as object) };
  expect(checkConfig(whole, () => undefined, besideTheDefault).faults).toEqual([]);
});
