import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { InvalidInputError, type Fault } from '../../../lambda/core/errors';
import { loadConfig } from '../../../lib/config';

const ROOT = path.join(__dirname, '../../..');
const AGENT = `
    language: en-IN
    greeting: Hello.
    stt: openai/gpt-4o-mini-transcribe
    llm: openai/gpt-4.1-mini
    tts: openai/gpt-4o-mini-tts`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'byon-config-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function load(text: string) {
  const file = path.join(folder, 'byon.config.yaml');
  writeFileSync(file, text);
  return loadConfig(file);
}

function faultsOf(act: () => unknown): readonly Fault[] {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidInputError) return error.faults;
    throw error;
  }
  throw new Error('the config has no fault');
}

describe('the config of the repository', () => {
  const config = loadConfig(path.join(ROOT, 'byon.config.yaml'));

  it('has an English and a Hindi receptionist, each behind a number', () => {
    expect(config.agents.map(({ id, language }) => [id, language])).toEqual([
      ['reception', 'en-IN'],
      ['reception-hindi', 'hi-IN'],
    ]);
    expect(config.numbers.map(({ number, agent }) => [number, agent])).toEqual([
      ['+14155550100', 'reception'],
      ['+911800000000', 'reception-hindi'],
    ]);
  });

  it('raises one doubt: the audio of calls to its Indian number leaves the country', () => {
    expect(config.warnings).toEqual([
      {
        path: 'numbers.+911800000000',
        line: expect.any(Number),
        message: expect.stringMatching(/no region in India/),
      },
    ]);
  });

  it('lets Twilio call, encrypted', () => {
    expect(config.endpoint).toMatchObject({
      callsFrom: ['twilio'],
      encryption: true,
      networkType: 'ipv4',
      callsPerSecond: 1,
      origination: [],
      logs: { sip: false, media: false, messages: false },
    });
  });

  it('fills in what is left out', () => {
    expect(config.agents[0]!.limits.callSeconds).toBe(1800);
    expect(config.retention).toEqual({ callDays: 90, audioDays: 7 });
  });
});

describe('a config with many faults', () => {
  const faults = faultsOf(() => loadConfig(path.join(__dirname, 'fixtures/faulty.yaml')));

  it('names every fault with its line, in the order of the file', () => {
    const expected: [line: number, path: string, words: RegExp][] = [
      [3, 'agents.reception.language', /language tag/],
      [4, 'agents.reception.greeting', /\{\{shop\}\} has no value; add shop/],
      [6, 'agents.reception.prompt.file', /no file missing\.md/],
      [8, 'agents.reception.llm', /nobody cannot do llm; use one of anthropic, /],
      [9, 'agents.reception.tts', /must be provider\/model/],
      [10, 'agents.reception.grreting', /did you mean greeting\?/],
      [12, 'agents.reception.voice', /stands twice, first in line 11/],
      [14, 'agents.reception.tools.0.type', /must be one of end-call, transfer/],
      [16, 'agents.reception.tools.1.to', /leads back to this agent/],
      [19, 'agents.reception.listening.silenceSeconds', /must be a whole number; it is 0\.5/],
      [20, 'agents.reception.listening.reprompts', /must be at most 5; it is 99/],
      [21, 'agents.reception.fallback', /needs say or transfer/],
      [22, 'agents.Night Shift', /lower-case letters/],
      [28, 'agents.tamil.stt', /set providers\.openai-compatible\.baseUrl/],
      [31, 'agents.tamil.phrases', /ta-IN has no stock phrases.*reprompt-1/],
      [32, 'agents.tamil.phrases.fillr', /did you mean filler\?/],
      [33, 'agents.tamil.timeZone', /IANA time zone/],
      [38, 'numbers.04155550101', /must be E\.164/],
      [40, 'numbers.+141555501', /cannot be a telephone number/],
      [41, 'numbers.+141555501.agent', /no agent reseption; did you mean reception\?/],
      [44, 'numbers.+911601000001.status', /must be one of active, suspended/],
      [45, 'numbers.+911601000001.routes.0', /belongs to another number/],
      [48, 'numbers.+911601000001.dlt.declaredPurposes', /promotional may not be declared.*1601/],
      [50, 'numbers.+914440000000.variables', /lacks branch, which the prompt of agent tamil asks for/],
      [53, 'providers.opnai', /no provider; did you mean openai\?/],
      [56, 'providers.openai.secret', /looks like a key/],
      [56, 'providers.openai.secret', /contradicts key: false/],
      [59, 'retention.callDays', /must be at least 1; it is 0/],
    ];
    expect(faults.map(({ line, path: at }) => [line, at])).toEqual(expected.map(([line, at]) => [line, at]));
    for (const [i, [, , words]] of expected.entries()) expect(faults[i]!.message).toMatch(words);
  });

  it('repeats no key in a message', () => {
    expect(JSON.stringify(faults)).not.toContain('sk-proj-');
  });
});

describe('reading the file', () => {
  it('says which file is not there', () => {
    expect(faultsOf(() => loadConfig(path.join(folder, 'none.yaml')))).toEqual([
      { path: '', message: `there is no file ${path.join(folder, 'none.yaml')}` },
    ]);
  });

  it('tells the line of text that is no YAML', () => {
    const faults = faultsOf(() => load('agents: {}\nnumbers: {}\nproviders: [openai\n'));
    expect(faults.map(({ line }) => line)).toContain(4);
    expect(faults[0]!.message).toMatch(/is not YAML here/);
  });

  it('says what an empty file lacks', () => {
    expect(faultsOf(() => load(''))).toEqual([
      { path: '', message: 'must be an object; it is empty', line: 1 },
    ]);
  });

  it('says what must be there and is not', () => {
    const faults = faultsOf(() => load('agents:\n  reception: {}\n'));
    expect(faults.map(({ line, path: at }) => [line, at])).toEqual([
      [1, 'numbers'],
      [2, 'agents.reception.language'],
      [2, 'agents.reception.greeting'],
      [2, 'agents.reception.prompt'],
      [2, 'agents.reception.stt'],
      [2, 'agents.reception.llm'],
      [2, 'agents.reception.tts'],
    ]);
    expect(faults[1]!.message).toMatch(/^is missing: The language/);
  });

  it('takes a telephone number without quotes, as key and as value', () => {
    const { numbers, agents } = load(
      `agents:\n  a:${AGENT}\n    prompt: Hi.\n    fallback:\n      transfer: +14155550199\n` +
        'numbers:\n  +14155550100: { agent: a }\n',
    );
    expect(numbers[0]!.number).toBe('+14155550100');
    expect(agents[0]!.fallback).toEqual({ transfer: '+14155550199' });
  });

  it('reads a prompt from a file beside the config', () => {
    writeFileSync(path.join(folder, 'prompt.md'), 'You are a receptionist.');
    const { agents } = load(`agents:\n  a:${AGENT}\n    prompt: { file: prompt.md }\nnumbers: {}\n`);
    expect(agents[0]!.prompt).toBe('You are a receptionist.');
  });

  it('says when a prompt file is empty', () => {
    writeFileSync(path.join(folder, 'prompt.md'), '');
    const faults = faultsOf(() =>
      load(`agents:\n  a:${AGENT}\n    prompt: { file: prompt.md }\nnumbers: {}\n`),
    );
    expect(faults).toEqual([{ path: 'agents.a.prompt', message: 'must not be empty', line: 8 }]);
  });

  it('follows an alias to the line of its value', () => {
    const faults = faultsOf(() =>
      load(`agents:\n  a: &a${AGENT}\n    prompt: Hi.\n    voices: coral\n  b: *a\nnumbers: {}\n`),
    );
    expect(faults.map(({ line, path: at }) => [line, at])).toEqual([
      [9, 'agents.a.voices'],
      [9, 'agents.b.voices'],
    ]);
  });

  it('warns of a number in no known range, with its line', () => {
    const { warnings } = load(
      `agents:\n  a:${AGENT}\n    prompt: Hi.\nnumbers:\n  +12025550100: { agent: a }\n  +19995550100: { agent: a }\n` +
        'endpoint: { callsFrom: [twilio] }\n',
    );
    expect(warnings).toMatchObject([{ path: 'numbers.+19995550100', line: 11 }]);
  });

  it('tells the lines of an endpoint, faults as well as doubts', () => {
    const head = `agents:\n  a:${AGENT}\n    prompt: Hi.\nnumbers: {}\nendpoint:\n`;
    const faults = faultsOf(() =>
      load(
        `${head}  callsFrom:\n    - twilio\n    - 10.0.0.1\n  callingRegions: [US, UK]\n  callsPerSeconds: 2\n` +
          '  credentials: { secret: sip password }\n  origination:\n    - host: sip.example.com\n      protocol: UDP\n',
      ),
    );
    expect(faults.map(({ line, path: at }) => [line, at])).toEqual([
      [13, 'endpoint.callsFrom.1'],
      [14, 'endpoint.callingRegions.1'],
      [15, 'endpoint.callsPerSeconds'],
      [16, 'endpoint.credentials.secret'],
      [19, 'endpoint.origination.0.protocol'],
    ]);
    expect(JSON.stringify(faults)).not.toContain('sip password');
    const { warnings } = load(`${head}  callsPerSecond: 2\n`);
    expect(warnings.map(({ line, path: at }) => [line, at])).toEqual([
      [10, 'endpoint.callsFrom'],
      [11, 'endpoint.callsPerSecond'],
    ]);
  });
});
