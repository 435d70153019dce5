import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../lib/stacks';
import { docsIn, readDoc } from './markdown';

const docs = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...docsIn('docs'), ...docsIn('examples')];

it.each(docs)('every relative link of %s leads to a file', (file) => {
  expect(brokenLinks(file, readDoc(file))).toEqual([]);
});

it('a link to nowhere is found', () => {
  const text =
    'See [this](none.md#part), [that](README.md), [the web](https://example.com) and [below](#below).';
  expect(brokenLinks('README.md', text)).toEqual(['none.md#part']);
});

function brokenLinks(file: string, markdown: string): string[] {
  const links = [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);
  return links
    .filter((link) => !/^[a-z]+:|^#/.test(link))
    .filter((link) => !existsSync(path.join(ROOT, path.dirname(file), link.replace(/#.*/, ''))));
}
