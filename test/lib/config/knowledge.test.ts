import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { InvalidInputError } from '../../../lambda/core/errors';
import { KnowledgeIndex } from '../../../lambda/core/knowledge/knowledge-index';
import { loadConfig } from '../../../lib/config';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'byon-config-'));
  mkdirSync(path.join(folder, 'agents'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function load(knowledge: string, files: Record<string, string> = {}) {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const config = path.join(folder, 'byon.config.yaml');
  writeFileSync(
    config,
    `agents:
  reception:
    language: en-IN
    greeting: Hello.
    prompt: Be kind.
    stt: sim/stt
    llm: sim/llm
    tts: sim/tts
    knowledge: ${knowledge}
numbers:
  '+14155550100':
    agent: reception
`,
  );
  return loadConfig(config);
}

function faultsOf(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return error.faults.map(({ path: at, message, line }) => `${line} ${at}: ${message}`);
  }
  throw new Error('the config has no fault');
}

it('the record names the index of the files beside the config, which the config holds', () => {
  const files = {
    'agents/faq.md': '# Parking\nBehind the building.',
    'agents/prices.csv': 'Test,Price\nECG,300\n',
  };
  const config = load('[agents/faq.md, agents/prices.csv]', files);
  const hash = config.agents[0]!.knowledge!;
  const index = KnowledgeIndex.fromJson(config.knowledge[hash]!);
  expect(index.passages).toEqual([
    { heading: 'Parking', text: 'Behind the building.' },
    { heading: 'prices', text: 'Test: ECG; Price: 300' },
  ]);
});

it('a changed file is another version of the agent', () => {
  const version = (text: string) => load('[faq.md]', { 'faq.md': text }).agents[0]!.version;
  expect(version('Behind.')).toBe(version('Behind.'));
  expect(version('In front.')).not.toBe(version('Behind.'));
});

it('tells files that are missing, outside, named twice or of another kind, with their lines', () => {
  const files = { 'faq.md': 'Parking.', 'list.pdf': 'x' };
  expect(faultsOf(() => load('[gone.md, faq.md, faq.md, list.pdf]', files))).toEqual([
    '9 agents.reception.knowledge.0: there is no file gone.md',
    '9 agents.reception.knowledge.2: stands twice: faq.md; keep one',
    '9 agents.reception.knowledge.3: list.pdf is no text that can be read here; it must end in .md, .txt, .csv',
  ]);
  expect(faultsOf(() => load('[../faq.md, agents/../../x.md, /etc/hosts.txt]'))).toHaveLength(3);
  expect(faultsOf(() => load('[../faq.md]'))[0]).toContain("lies outside the config file's folder");
});

it('a single path is told to be a list', () => {
  expect(faultsOf(() => load('faq.md', { 'faq.md': 'x' }))).toEqual([
    expect.stringContaining('agents.reception.knowledge: must be a list') as string,
  ]);
});
