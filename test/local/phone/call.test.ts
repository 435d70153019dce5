import { setTimeout } from 'node:timers/promises';
import { BYTES_PER_MS } from '../../../lambda/core/speech/wav';
import { VirtualClock, WallClock } from '../../../local/clock';
import { startPhone, type Phone } from '../../../local/phone';
import type { FromPage } from '../../../local/phone/protocol';
import type { World, WorldOptions } from '../../../local/world';
import { PageClient } from './page-client';
import { NUMBER, openPhoneWorld, SUSPENDED, UNKNOWN } from './phone-world';

const FRAME_BYTES = 20 * BYTES_PER_MS;
const CALL: FromPage = { type: 'call', to: NUMBER, from: '+14155550123' };

/** Sends audio as a microphone does: frame by frame, in the time that it takes to say it. */
async function speakInto(page: PageClient, pcm: Int16Array): Promise<void> {
  const frames = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  const began = Date.now();
  for (let at = 0; at < frames.length; at += FRAME_BYTES) {
    page.send(frames.subarray(at, at + FRAME_BYTES));
    await setTimeout(began + at / BYTES_PER_MS - Date.now());
  }
}

describe('a call from the page', () => {
  let world: World;
  let phone: Phone;
  let page: PageClient;

  async function open(
    options: Partial<WorldOptions> & { agent?: Parameters<typeof openPhoneWorld>[1] } = {},
  ): Promise<void> {
    const { agent, clock = new VirtualClock(), ...rest } = options;
    world = await openPhoneWorld(clock, agent, rest);
    phone = await startPhone({ world, port: 0 });
    page = await PageClient.open(phone.url);
  }
  afterEach(async () => {
    await phone.close();
    await world.close();
  });

  it('is told who answers which number and what is simulated', async () => {
    await open({ agent: { llm: 'openai/gpt-4.1-mini' } });
    const { lines } = await page.message('welcome');
    expect(lines).toEqual([
      expect.objectContaining({ number: NUMBER, agent: 'reception', language: 'en-IN', suspended: false }),
      expect.objectContaining({ number: SUSPENDED, suspended: true }),
    ]);
    expect(lines[0]!.providers).toEqual({
      stt: { reference: 'sim/ear', simulated: true },
      llm: { reference: 'openai/gpt-4.1-mini', simulated: true, variable: 'OPENAI_API_KEY' },
      tts: { reference: 'sim/voice', simulated: true },
    });
  });

  it('is a whole conversation by typing, told as it goes', async () => {
    await open();
    page.tell(CALL, { type: 'say', text: 'When are you open?' }, { type: 'say', text: 'Thanks, goodbye.' });
    const ended = await page.message('ended');

    expect(page.all('agent').map(({ text }) => text)).toEqual(['Clinic, hello.', 'Until nine.', 'Goodbye.']);
    const spoken = new Map(page.all('caller').map(({ id, text }) => [id, text]));
    expect([...spoken.values()]).toEqual(['When are you open?', 'Thanks, goodbye.']);
    expect(page.all('waiting').map(({ text }) => text)).toEqual(['When are you open?', 'Thanks, goodbye.']);
    expect(page.all('pause')).toHaveLength(2);
    expect(page.all('event').map(({ event }) => event.InvocationEventType)).toEqual(
      expect.arrayContaining(['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL', 'HANGUP']),
    );
    expect(page.all('answer').length).toBe(page.all('event').length);
    expect(page.all('note')).toEqual([]);
    expect(ended).toMatchObject({ outcome: 'agent-ended', by: 'agent' });
  });

  it('leaves a stereo recording to download', async () => {
    await open();
    page.tell(CALL, { type: 'say', text: 'goodbye' });
    const { recording, seconds } = await page.message('ended');
    const response = await fetch(new URL(recording, phone.url));
    expect(response.headers.get('content-type')).toBe('audio/wav');
    const wav = Buffer.from(await response.arrayBuffer());
    expect(wav.readUInt16LE(22)).toBe(2);
    expect(wav.readUInt32LE(24)).toBe(8000);
    expect(wav.readUInt32LE(40) / (8000 * 4)).toBeCloseTo(seconds, 1);
  });

  it('tells in order where the pause went, and the parts make up the whole', async () => {
    await open({
      pace: {
        recogniserMs: 250,
        model: { firstTokenMs: 300, tokensPerSecond: 40 },
        voice: { startMs: 200, shareOfAudio: 0 },
      },
    });
    page.tell(CALL, { type: 'say', text: 'When are you open?' });
    const { stages } = await page.message('pause');
    page.tell({ type: 'hang-up' });
    expect(stages.map(({ stage }) => stage)).toEqual([
      'silence',
      'hearing',
      'thinking',
      'sentence',
      'voice',
      'line',
    ]);
    const ms = Object.fromEntries(stages.map((one) => [one.stage, one.ms]));
    expect(ms).toMatchObject({ silence: 1000, thinking: 300, voice: 200 });
    expect(ms['hearing']).toBeGreaterThanOrEqual(250);
  });

  it('lets the person hear what the agent plays', async () => {
    await open();
    page.tell(CALL);
    await page.message('agent');
    const greeting = await page.until(() => page.heard[0]);
    page.tell({ type: 'hang-up' });
    expect(greeting.length % 2).toBe(0);
    expect(Math.max(...new Int16Array(Uint8Array.from(greeting).buffer))).toBeGreaterThan(1000);
  });

  it('gives pressed keys to the agent', async () => {
    await open({ clock: new WallClock(), script: [{ hears: 'keyed 12', says: 'Twelve, thanks.' }] });
    page.tell(CALL);
    await page.message('state', ({ state }) => state === 'listening');
    page.tell({ type: 'press', key: '1' });
    await page.message('state', ({ state }) => state === 'collecting');
    page.tell({ type: 'press', key: '2' }, { type: 'press', key: '#' });
    await page.message('agent', ({ text }) => text === 'Twelve, thanks.');
    expect(page.all('caller').map(({ text }) => text)).toEqual(['keyed 12']);
    expect((await page.message('pause')).stages[0]!.stage).toBe('hearing');
  });

  it('hushes the agent when a key cuts it short', async () => {
    await open({
      clock: new WallClock(),
      agent: { greeting: 'A greeting that takes a good while to say, since it is long.' },
    });
    page.tell(CALL);
    await page.message('agent');
    page.tell({ type: 'press', key: '1' });
    await page.message('hush');
  });

  it('takes what a microphone hears', async () => {
    await open({ clock: new WallClock() });
    page.tell(CALL);
    await page.message('state', ({ state }) => state === 'listening');
    const speech = await world.speak('a murmur', 'en-IN');
    await speakInto(page, speech);
    const { text, heard } = await page.message('caller');
    expect(text).toMatch(/^\(speech of [\d.]+ s\)$/);
    expect(heard).toBeUndefined();
  });

  it('does not mix the microphone into a typed line', async () => {
    await open({ clock: new WallClock() });
    page.tell(CALL, { type: 'say', text: 'When are you open, please?' });
    await page.message('caller');
    const noise = Buffer.from(new Int16Array(FRAME_BYTES / 2).fill(8000).buffer);
    for (let frames = 0; frames < 20; frames++) page.send(noise);
    await page.message('agent', ({ text }) => text === 'Until nine.');
    page.tell({ type: 'hang-up' });
    const { recording } = await page.message('ended');
    const wav = await (await fetch(new URL(recording, phone.url))).arrayBuffer();
    expect(new Int16Array(wav.slice(44)).includes(8000)).toBe(false);
  });

  it('says when a turn fails', async () => {
    await open({ faults: [{ in: 'stt', does: 'fail', times: 1 }] });
    page.tell(CALL, { type: 'say', text: 'When are you open?' });
    const { text } = await page.message('note');
    page.tell({ type: 'hang-up' });
    expect(text).toMatch(/^Turn 1 failed: /);
  });

  it('meets what a caller of an unknown or a suspended number meets', async () => {
    await open();
    page.tell({ ...CALL, to: UNKNOWN });
    expect(await page.message('ended')).toMatchObject({ outcome: 'unknown-number' });
    page.tell({ ...CALL, to: SUSPENDED });
    expect(await page.message('ended', ({ outcome }) => outcome !== 'unknown-number')).toMatchObject({
      outcome: 'suspended-number',
    });
    expect(page.all('agent')).toHaveLength(2);
  });

  it('is refused in words that help', async () => {
    await open();
    page.tell({ type: 'hang-up' }, { type: 'call', to: '14155550100', from: 'me' });
    page.send('no JSON');
    await page.until(() => (page.all('fault').length >= 3 ? true : undefined));
    expect(page.all('fault').map(({ message }) => message)).toEqual([
      'There is no call. Call a number first.',
      'The number to call must be a plus sign and digits, as in +14155550100. ' +
        'Your caller id must be a plus sign and digits, as in +14155550123, or “anonymous”.',
      expect.any(String),
    ]);
  });

  it('is hung up when the page goes, and other pages keep theirs', async () => {
    await open({ clock: new WallClock(), agent: { greeting: 'A greeting that takes a good while to say.' } });
    const other = await PageClient.open(phone.url);
    const hungUp: string[] = [];
    world.watch((observation) => {
      if (observation.type === 'hung-up') hungUp.push(observation.by);
    });
    page.tell(CALL);
    other.tell(CALL);
    await Promise.all([page.message('agent'), other.message('agent')]);

    const ended = new Promise((resolve) =>
      world.watch(({ type }) => type === 'call-ended' && resolve(undefined)),
    );
    await page.close();
    await ended;
    expect(hungUp).toEqual(['caller']);
    expect(other.all('ended')).toEqual([]);

    other.tell({ type: 'hang-up' });
    expect(await other.message('ended')).toMatchObject({ outcome: 'caller-hung-up', by: 'caller' });
  });

  it('survives frames that no page sends', async () => {
    await open();
    page.tell(CALL);
    page.send(Buffer.from([1]));
    page.send(Buffer.alloc(100 * 1024));
    await page.closed();
    const next = await PageClient.open(phone.url);
    expect((await next.message('welcome')).lines).toHaveLength(2);
  });
});
