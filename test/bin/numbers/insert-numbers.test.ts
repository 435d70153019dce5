import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { insertNumbers } from '../../../bin/numbers/insert-numbers';
import { InvalidInputError } from '../../../lambda/core/errors';
import { YamlSource } from '../../../lib/config/yaml-source';
import { ROOT } from '../../lib/stacks';

const ONE = [{ number: '+14155550177', agent: 'reception', carrier: 'twilio' }];
const WRITTEN = `  '+14155550177':\n    agent: reception\n    carrier: twilio\n`;

it('puts numbers behind the others of the example config, and leaves every other letter', () => {
  const before = readFileSync(path.join(ROOT, 'byon.config.yaml'), 'utf8');
  const after = insertNumbers(before, ONE);
  const place = after.indexOf(WRITTEN);
  expect(after.slice(0, place) + after.slice(place + WRITTEN.length)).toBe(before);
  const { numbers } = new YamlSource(after).value() as { numbers: object };
  expect(Object.keys(numbers).at(-1)).toBe('+14155550177');
  expect(Object.values(numbers).at(-1)).toEqual({ agent: 'reception', carrier: 'twilio' });
});

it.each<[string, string, string]>([
  [
    'before the comment of the next section',
    "numbers:\n  '+1': { agent: a } # the first\n\n# Providers.\nproviders: {}\n",
    `numbers:\n  '+1': { agent: a } # the first\n${WRITTEN}\n# Providers.\nproviders: {}\n`,
  ],
  [
    'at the end of a text without a last line break',
    'numbers:\n  +14155550100:\n    agent: a',
    `numbers:\n  +14155550100:\n    agent: a\n${WRITTEN}`,
  ],
  [
    'as deep as the others stand',
    "numbers:\n    '+1':\n        agent: a\nagents: {}\n",
    `numbers:\n    '+1':\n        agent: a\n${WRITTEN.replace(/^/gm, '  ').trimEnd()}\nagents: {}\n`,
  ],
  ['where there are none', 'numbers: {}\nagents: {}\n', `numbers:\n${WRITTEN}agents: {}\n`],
  [
    'where there are none, with a comment',
    'numbers: {} # none yet\nagents: {}\n',
    `numbers: # none yet\n${WRITTEN}agents: {}\n`,
  ],
  ['where there are none, at the end', 'agents: {}\nnumbers: {}', `agents: {}\nnumbers:\n${WRITTEN}`],
  [
    'with the line breaks of the text',
    "numbers:\r\n  '+1':\r\n    agent: a\r\nagents: {}\r\n",
    `numbers:\r\n  '+1':\r\n    agent: a\r\n${WRITTEN.replaceAll('\n', '\r\n')}agents: {}\r\n`,
  ],
  [
    'behind a block of text',
    "numbers:\n  '+1':\n    agent: a\n    variables:\n      hello: |\n        Good\n        day\nagents: {}\n",
    `numbers:\n  '+1':\n    agent: a\n    variables:\n      hello: |\n        Good\n        day\n${WRITTEN}agents: {}\n`,
  ],
])('adds a number %s', (_, before, after) => {
  expect(insertNumbers(before, ONE)).toBe(after);
});

it.each([["numbers: { '+1': { agent: a } }\n"], ['{ "numbers": {} }\n'], ['all: &all {}\nnumbers: *all\n']])(
  'refuses numbers that stand in braces: %j',
  (text) => {
    expect(() => insertNumbers(text, ONE)).toThrow(InvalidInputError);
  },
);
