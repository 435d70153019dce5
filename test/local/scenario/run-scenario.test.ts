import * as path from 'node:path';
import { loadScenario } from '../../../local/scenario/load-scenario';
import { runScenario } from '../../../local/scenario/run-scenario';
import { folderPerTest } from '../folder';

const CONFIG = path.join(__dirname, '../../../byon.config.yaml');
const folder = folderPerTest();

function run(lines: string[]) {
  return runScenario(loadScenario(folder.write('call.yaml', lines.join('\n')), CONFIG));
}

it('a call that nobody would ever end is ended, and fails with the reason', async () => {
  const { failures, call } = await run([
    'name: two people who never hang up',
    'model:',
    '  - { hears: human, says: Of course., calls: { tool: transfer_call } }',
    'steps:',
    '  - says: I want a human.',
    '  - hears: words that nobody says',
    'expect: { outcome: transferred }',
  ]);
  expect(failures).toEqual([
    expect.stringMatching(/^nobody ended the call/),
    'the call was over before the caller could do this: {"hears":"words that nobody says"}',
  ]);
  expect(call.report.durations.connectedMs).toBeLessThan(60_000);
});

it('a caller who presses a key while the agent speaks is listened to at once', async () => {
  const { failures, call } = await run([
    'name: an interruption',
    'steps:',
    "  - interrupts: '5'",
    '  - waits: 1',
    '  - hangsUp: true',
    'expect: { outcome: caller-hung-up, actions: [PlayAudio, RecordAudio] }',
  ]);
  expect(failures).toEqual([]);
  const greeting = call.observations.find((one) => one.type === 'audio-ended');
  expect(greeting).toMatchObject({ ms: 300 });
});

it('a caller hears it ring until the human takes the call', async () => {
  const { failures, call } = await run([
    'name: a transfer',
    'model:',
    '  - { hears: human, says: Of course., calls: { tool: transfer_call } }',
    'steps:',
    '  - says: I want a human.',
    '  - waits: 12',
    '  - hangsUp: true',
    'expect: { outcome: transferred }',
  ]);
  expect(failures).toEqual([]);
  const [from, until] = ['audio-started', 'audio-ended'].map((type) =>
    call.observations.find((one) => one.type === type && 'key' in one && one.key === 'clips/ringback-in.wav'),
  );
  const joined = call.observations.find(({ type }) => type === 'leg-joined');
  expect(from).toMatchObject({ leg: 'LEG-A' });
  expect(until).toMatchObject({ ms: 4000, at: joined!.at });
});

it('takes the same course each time', async () => {
  const lines = [
    'name: a call',
    'steps:',
    '  - says: When are you open?',
    '  - waits: 2.5',
    '  - hangsUp: true',
    'expect: {}',
  ];
  const [one, other] = [await run(lines), await run(lines)];
  const course = ({ call }: typeof one) => call.observations.map(({ type, at }) => `${at} ${type}`);
  expect(course(one)).toEqual(course(other));
});
