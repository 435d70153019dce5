import * as path from 'node:path';
import { InvalidInputError } from '../../../lambda/core/errors';
import { loadScenario } from '../../../local/scenario/load-scenario';
import { folderPerTest } from '../folder';

const CONFIG = path.join(__dirname, '../../../byon.config.yaml');
const folder = folderPerTest();

function load(text: string) {
  return loadScenario(folder.write('call.yaml', text), CONFIG);
}

/** @returns the faults of a scenario, each as a line of the message. */
function faultsOf(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidInputError)
      return error.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
    throw error;
  }
  throw new Error('the scenario has no fault');
}

describe('a good scenario', () => {
  it('needs a name, steps, and what to expect', () => {
    const { scenario, number } = load('{ name: a call, steps: [], expect: {} }');
    expect(scenario).toMatchObject({ name: 'a call', faults: [], words: false, human: 'answers' });
    expect(number).toBe('+14155550100');
  });

  it('takes a number without quotes', () => {
    expect(load('{ name: a call, number: +911800000000, steps: [], expect: {} }').number).toBe(
      '+911800000000',
    );
  });

  it('changes the agent that answers, under a version of its own, and no other', () => {
    const plain = load('{ name: a call, steps: [], expect: {} }').config.agents;
    const changed = load('{ name: a call, agent: { greeting: Hello. }, steps: [], expect: {} }').config
      .agents;
    expect(changed[0]).toMatchObject({ id: 'reception', greeting: 'Hello.', timeZone: 'Asia/Kolkata' });
    expect(changed[0]!.version).not.toBe(plain[0]!.version);
    expect(changed[1]).toEqual(plain[1]);
  });

  it('suspends the number that is called, and no other', () => {
    const { config } = load('{ name: a call, suspended: true, steps: [], expect: {} }');
    expect(config.numbers.map(({ status }) => status)).toEqual(['suspended', 'active']);
  });

  it('takes another config, from its own folder', () => {
    folder.write(
      'other.yaml',
      [
        'agents:',
        '  desk: { language: en-IN, greeting: Hello., prompt: Help., stt: sim/s, llm: sim/l, tts: sim/t }',
        'numbers:',
        "  '+14155550142': { agent: desk }",
      ].join('\n'),
    );
    expect(load('{ name: a call, config: other.yaml, steps: [], expect: {} }').number).toBe('+14155550142');
  });

  it('may call a number that nobody has, when that is what it is about', () => {
    const text = '{ name: a call, number: +14155550999, steps: [], expect: { outcome: unknown-number } }';
    expect(load(text).number).toBe('+14155550999');
  });
});

describe('a scenario with faults', () => {
  it('names every fault with its line, in the order of the file', () => {
    const faults = faultsOf(() => loadScenario(path.join(__dirname, 'fixtures/faulty.yaml'), CONFIG));
    const expected: [line: number, path: string, words: RegExp][] = [
      [1, 'name', /must not be empty/],
      [2, 'suspnded', /did you mean suspended\?/],
      [4, 'agent.greeting', /\{\{whom\}\} has no value; add whom to agent\.variables/],
      [5, 'agent.limits.callSeconds', /at least 30; it is 3$/],
      [6, 'agent.llm', /nobody cannot do llm/],
      [10, 'model.0.calls.tool', /is no tool of the agent; did you mean transfer_call\?/],
      [12, 'faults.0.does', /must be one of fail, unauthorised, .*garbage; it is "sulk"/],
      [15, 'steps.1.hear', /did you mean hears\?/],
      [16, 'steps.2.presses', /must be keys: 0-9, \* and #; it is "12a"/],
      [17, 'steps.3', /must have one of says, presses, .*, and nothing besides/],
      [19, 'expect.outcome', /must be one of caller-hung-up, .*; it is "transfered"/],
      [21, 'expect.actions', /stands twice, first in line 20/],
      [21, 'expect.actions.0', /must be one of Speak, PlayAudio, .*; it is "PlayAudi"/],
      [22, 'expect.turns', /must be at least 0; it is -1/],
    ];
    for (const [i, [line, where, words]] of expected.entries()) {
      expect(faults[i]).toMatch(words);
      expect(faults[i]).toMatch(new RegExp(`^line ${line}, ${where.replaceAll('.', '\\.')}: `));
    }
    expect(faults).toHaveLength(expected.length);
  });

  it('is told of a number that is not in the config, with the one that was probably meant', () => {
    expect(faultsOf(() => load('{ name: a, number: +1415555010, steps: [], expect: {} }'))).toEqual([
      'line 1, number: is not in the config; did you mean +14155550100?; ' +
        'where an unknown number is meant, expect the outcome unknown-number',
    ]);
  });

  it('is told that a call which we make needs a number to call, and an agent', () => {
    const text =
      '{ name: a, caller: anonymous, bridged: forged, outbound: { purpose: a, agent: recption }, steps: [], expect: {} }';
    expect(faultsOf(() => load(text))).toEqual([
      'line 1, caller: is who is called, so it has to be a number',
      'line 1, bridged: is for calls that come in; leave it out beside outbound',
      'line 1, outbound.agent: is no agent of the config; did you mean reception?',
    ]);
  });

  it('is told of a tool that an agent without tools does not have', () => {
    const text =
      '{ name: a, agent: { tools: [] }, model: [{ hears: a, says: b, calls: { tool: end_call } }], steps: [], expect: {} }';
    expect(faultsOf(() => load(text))).toEqual([
      'line 1, model.0.calls.tool: is no tool of the agent; the agent has none',
    ]);
  });

  it('is told which occasion to transfer on, where the agent has several', () => {
    const text = [
      'name: a',
      'agent:',
      '  tools:',
      "    - { type: transfer, to: '+14155550142', when: a bill is wrong }",
      "    - { type: transfer, to: '+14155550143', when: somebody is ill }",
      'model:',
      '  - { hears: a, says: b, calls: { tool: transfer_call } }',
      'steps: []',
      'expect: {}',
    ].join('\n');
    expect(faultsOf(() => load(text))).toEqual([
      'line 7, model.0.calls.args: need to: one of "a bill is wrong", "somebody is ill"',
    ]);
    expect(
      load(text.replace('tool: transfer_call', 'tool: transfer_call, args: { to: somebody is ill }')),
    ).toBeDefined();
  });

  it('is told where it is no YAML', () => {
    expect(faultsOf(() => load('name: a\nsteps: [\nexpect: {}\n'))[0]).toMatch(
      /^line \d, is not YAML here|^line \d: is not YAML here/,
    );
  });

  it('is told that it is no object', () => {
    expect(faultsOf(() => load('just words'))).toEqual([expect.stringMatching(/must be an object/)]);
  });

  it('is told that there is no such file, and no such config', () => {
    expect(faultsOf(() => loadScenario('/nowhere/call.yaml', CONFIG))).toEqual([
      'there is no file /nowhere/call.yaml',
    ]);
    expect(faultsOf(() => loadScenario(folder.path(), CONFIG))).toEqual([
      `there is no file ${folder.path()}`,
    ]);
    expect(faultsOf(() => load('{ name: a, config: none.yaml, steps: [], expect: {} }'))).toEqual([
      `there is no file ${path.join(folder.path(), 'none.yaml')}`,
    ]);
  });
});
