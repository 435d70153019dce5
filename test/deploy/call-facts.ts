import { WRITE_RECORD } from '../../lambda/core/memory/summary-request';
import { loadConfig } from '../../lib/config';
import { playCall, type PlayedCall } from '../../local/caller/play-call';
import { WallClock } from '../../local/clock';
import type { Observation } from '../../local/sma';
import type { World } from '../../local/world';
import type { ChatRequest } from '../fakes/openai/chat';
import { deployedWorld } from './deployed-world';
import { eventually } from './eventually';
import { logLines } from './log-lines';
import { giveKey, PROVIDER_KEY } from './provider-key';
import type { Stage } from './stage';

const QUESTION = 'When is a video consultation?';
const SUMMARY = 'The caller asked for the hours of the video consultation.';

const isAboutRecord = ({ messages }: ChatRequest) => messages.at(-1)!.content.endsWith(WRITE_RECORD);

/** A call is played on the functions that are deployed. */
export function callFacts(on: () => Stage): void {
  let call: PlayedCall;
  let world: World;
  const all = <T extends Observation['type']>(type: T) =>
    call.observations.filter((one): one is Extract<Observation, { type: T }> => one.type === type);

  beforeAll(async () => {
    const { config, openai } = on();
    await giveKey(on());
    openai.transcript = QUESTION;
    openai.reply = (asked) =>
      isAboutRecord(asked)
        ? [JSON.stringify({ summary: SUMMARY })]
        : ['Between two and four. ', 'Goodbye!', { tool: 'end_call', args: '{}' }];
    const clock = new WallClock();
    world = await deployedWorld(on(), loadConfig(config.file), clock);
    call = await playCall(world, clock, {
      to: '+14155550100',
      caller: '+14155550123',
      steps: [{ says: QUESTION }],
      language: 'en-IN',
    });
  });

  it('is answered with the greeting, in the voice of the provider', () => {
    const [greeting] = on().openai.speeches;
    expect(greeting?.input).toBe('Namaste, this is Asha Clinic in Bengaluru. How can I help you?');
    const [heard] = all('audio-started');
    expect(heard?.key).toMatch(/^clips\//);
    // The fake speaks 10 ms a letter; the line has 8 samples a millisecond.
    expect(heard!.pcm.length / 80).toBeCloseTo(greeting!.input.length, 0);
  });

  it('hears the caller, asks the model, and says its reply sentence by sentence', () => {
    const { openai } = on();
    expect(openai.transcriptions).toHaveLength(1);
    expect(openai.transcriptions[0]!.file.length).toBeGreaterThan(8000);
    expect(openai.chats.filter((asked) => !isAboutRecord(asked))).toHaveLength(1);
    expect(call.turns).toMatchObject([
      { heard: QUESTION, parts: [{ text: 'Between two and four.' }, { text: 'Goodbye!' }] },
    ]);
    const played = all('audio-started').map(({ key }) => key);
    expect(played.slice(1)).toEqual(call.turns[0]!.parts.map(({ key }) => key));
  });

  it('gives the model what the files of the agent say about the question', () => {
    const [asked] = on().openai.chats;
    expect(asked!.messages.at(-1)).toEqual({
      role: 'user',
      content: expect.stringMatching(
        /^<reference>\n.*Doctor Rao sees patients by video.*<\/reference>\n\nWhen/s,
      ),
    });
  });

  it('is hung up by the agent, and its record is in the calls table', () => {
    expect(all('hung-up')).toMatchObject([{ leg: 'LEG-A', by: 'agent' }]);
    expect([...all('handler-failed'), ...all('handler-late'), ...all('answer-invalid')]).toEqual([]);
    expect(call.record).toMatchObject({
      number: '+14155550100',
      caller: '+14155550123',
      outcome: 'agent-ended',
      agent: { id: 'reception' },
    });
  });

  it('is summed up when it is over, and that is in the record', async () => {
    const record = await eventually('the record tells that the call is wrapped up', async () => {
      const found = await world.store.findCall(call.record!.callId);
      return found?.wrappedUpAt === undefined ? undefined : found;
    });
    expect(record).toMatchObject({ summary: SUMMARY, eventSentAt: expect.any(Number) });
  });

  it('leaves neither key, nor numbers, nor words in the logs of the functions', async () => {
    const lines = await logLines(on());
    expect(lines.filter((line) => line.includes('"service":"byon-call"'))).not.toEqual([]);
    const found = [PROVIDER_KEY, '4155550123', '4155550100', 'video', 'two and four'].filter((text) =>
      lines.some((line) => line.includes(text)),
    );
    expect(found).toEqual([]);
  });
}
