import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import * as path from 'node:path';
import type { KeyRing } from '../../../lambda/core/ports';
import { VirtualClock } from '../../../local/clock';
import { talk, type TalkOptions } from '../../../local/talk/talk';
import { folderPerTest } from '../folder';

const CONFIG = path.join(__dirname, '../../../byon.config.yaml');
const NO_KEYS: KeyRing = { key: async () => undefined };
const folder = folderPerTest();

/** A talk in which all of `script` is there from the beginning, and the input ends after it. */
async function transcriptOf(script: string, options: Partial<TalkOptions> = {}): Promise<string[]> {
  const input = new PassThrough();
  const output = new PassThrough().setEncoding('utf8');
  let text = '';
  output.on('data', (chunk: string) => (text += chunk));
  input.end(script);
  await talk({ config: CONFIG, ...options }, { input, output, clock: new VirtualClock(), keys: NO_KEYS });
  return stripVTControlCharacters(text).trimEnd().split('\n');
}

const GREETING = 'agent  Namaste, this is Asha Clinic in Bengaluru. How can I help you?';

it('begins with which providers are simulated, how to use it, and the greeting', async () => {
  expect(await transcriptOf('')).toEqual([
    'Simulated: language model (openai/gpt-4.1-mini).',
    'For the real ones put OPENAI_API_KEY into .env.',
    'Type what you say. Keys: /press 123. End: /bye or Ctrl-D.',
    GREETING,
    'The call is over: caller-hung-up.',
  ]);
});

it('answers what is typed, line by line, and loses nothing that comes too early', async () => {
  const lines = await transcriptOf('Hello, when are you open?\n\nAnd what does a consultation cost?\n');
  expect(lines.slice(3)).toEqual([
    GREETING,
    'you    Hello, when are you open?',
    'agent  The clinic is open Monday to Friday from 9 am to 7 pm and Saturday from 9 am to 1 pm.',
    'agent  Can I help you with anything else?',
    'you    And what does a consultation cost?',
    'agent  A consultation costs six hundred rupees.',
    'agent  Can I help you with anything else?',
    'The call is over: caller-hung-up.',
  ]);
});

it('presses keys, all of them', async () => {
  expect(await transcriptOf('/press 4217#\n')).toContain('agent  You keyed 4 2 1 7. Thank you.');
});

it('hangs up on /bye, and takes nothing after it', async () => {
  const lines = await transcriptOf('/bye\nWhen are you open?\n');
  expect(lines.slice(-2)).toEqual(['you    /bye', 'The call is over: caller-hung-up.']);
});

it('explains itself when a command is none, and goes on', async () => {
  const lines = await transcriptOf('/press 12a\n/dance\nThank you, goodbye.\n');
  expect(lines.filter((line) => line.startsWith('That is no command.'))).toHaveLength(2);
  expect(lines.at(-1)).toBe('The call is over: agent-ended.');
});

it('ends when a human takes the call', async () => {
  const lines = await transcriptOf('I want to talk to a human.\nAre you there?\n');
  expect(lines.slice(-4)).toEqual([
    'agent  Of course,',
    'agent  I will connect you.',
    'A human takes the call. That is where the agent leaves it.',
    'The call is over: transferred.',
  ]);
});

it('calls another number of the config', async () => {
  expect(await transcriptOf('', { number: '+911800000000' })).toContain(
    'agent  नमस्ते, आशा क्लिनिक, बेंगलुरु। मैं आपकी क्या मदद कर सकती हूँ?',
  );
});

it('names the numbers that there are when it is given another one', async () => {
  await expect(transcriptOf('', { number: '+14155550999' })).rejects.toThrow(
    /^--number has 1 fault:\n {2}\+14155550999: is not in .*; the numbers there: \+14155550100, \+911800000000$/,
  );
  const config = folder.write('empty.yaml', 'agents: {}\nnumbers: {}\n');
  await expect(transcriptOf('', { config })).rejects.toThrow(/the numbers there: none$/);
});
