import { withFallbacks } from '../../../../lambda/adapters/providers/with-fallbacks';
import { providerFallbacks } from '../../../../lambda/core/agents/provider-fallbacks';
import { ProviderError } from '../../../../lambda/core/errors';
import type { ModelPart, ProvidersOf } from '../../../../lambda/core/ports';
import type { Attempt } from '../../../../lambda/core/providers/attempt';
import { Breakers } from '../../../../lambda/core/providers/breakers';
import { VirtualClock } from '../../../../local/clock';
import { failing } from '../../../builders/asking';
import { InMemoryBreakerStore } from '../../../fakes/breaker-store';
import { RecordingLog } from '../../../fakes/ports';
import {
  HANGS,
  ScriptedLanguageModel,
  ScriptedSpeechToText,
  ScriptedTextToSpeech,
  voiceOfText,
} from '../../../fakes/providers';

const OWN = { stt: 'sim/ear', llm: 'sim/mind', tts: 'sim/voice' };
const VOICE = { tts: 'sim/voice', voice: 'asha', language: 'hi-IN' };
const signal = new AbortController().signal;

/** Providers of which those of `sim` fail and those of `spare` work. */
function aHouse() {
  const clock = new VirtualClock();
  const log = new RecordingLog();
  const store = new InMemoryBreakerStore();
  const ears = {
    'sim/ear': new ScriptedSpeechToText([HANGS, 'own']),
    'spare/ear': new ScriptedSpeechToText(['spare']),
  };
  const minds = {
    'sim/mind': new ScriptedLanguageModel(clock, [[HANGS], ['Own.']]),
    'spare/mind': new ScriptedLanguageModel(clock, [['Spare.']]),
  };
  const voices = {
    'sim/voice': new ScriptedTextToSpeech(clock, () => failing('unavailable')),
    'spare/voice': new ScriptedTextToSpeech(clock),
    'other/voice': new ScriptedTextToSpeech(clock),
  };
  const take = <T>(from: Record<string, T>, reference: string): T => {
    const found = from[reference];
    if (!found) throw new ProviderError(reference, 'refused', 'this provider is unknown');
    return found;
  };
  const providers: ProvidersOf = async ({ stt, llm, tts }) => ({
    stt: take(ears, stt),
    llm: take(minds, llm),
    tts: take(voices, tts),
  });
  const breakers = new Breakers({ store, clock, log });
  return {
    clock,
    log,
    store,
    ears,
    minds,
    voices,
    build: withFallbacks({ providers, breakers, clock, log }),
  };
}

const fallbacks = (input: Parameters<typeof providerFallbacks.parse>[0]) => providerFallbacks.parse(input);

it('leaves an agent without fallbacks as it is', async () => {
  const { build, ears, minds, voices } = aHouse();
  const own = { stt: ears['sim/ear'], llm: minds['sim/mind'], tts: voices['sim/voice'] };
  expect(await build(OWN)).toEqual(own);
  expect(await build({ ...OWN, fallbacks: fallbacks({}) })).toEqual(own);
  expect((await build({ ...OWN, fallbacks: fallbacks({ llm: ['sim/mind'] }) })).llm).toBe(own.llm);
});

it('asks the others when the agent’s own fail, after the time that the agent says', async () => {
  const { build, clock, log } = aHouse();
  const attempts: Attempt[] = [];
  const start = clock.now();
  const { stt, llm, tts } = await build(
    {
      ...OWN,
      fallbacks: fallbacks({
        stt: ['spare/ear'],
        llm: ['spare/mind'],
        tts: ['spare/voice'],
        afterSeconds: { stt: 1.5, llm: 2 },
      }),
    },
    (attempt) => attempts.push(attempt),
  );
  expect(await stt.transcribe({ wav: new Uint8Array(), language: 'hi-IN', signal })).toEqual({
    text: 'spare',
  });
  expect(clock.now() - start).toBe(1500);
  const parts: ModelPart[] = [];
  for await (const part of llm.reply({ system: '', messages: [], tools: [], signal })) parts.push(part);
  expect(parts).toEqual([{ type: 'text', text: 'Spare.' }]);
  expect(clock.now() - start).toBe(3500);
  expect(await tts.speak({ text: 'Hi.', voice: VOICE, signal })).toEqual(voiceOfText('Hi.'));

  expect(attempts.map(({ port, provider, outcome }) => `${port} ${provider} ${outcome}`)).toEqual([
    'stt sim/ear timeout',
    'stt spare/ear answered',
    'llm sim/mind timeout',
    'llm spare/mind answered',
    'tts sim/voice unavailable',
    'tts spare/voice answered',
  ]);
  expect(log.entries.map(({ message, fields }) => [message, fields['provider']])).toEqual([
    ['a provider was given up', 'sim/ear'],
    ['a provider was given up', 'sim/mind'],
    ['a provider was given up', 'sim/voice'],
  ]);
});

test.each([
  ['its standard voice', 'spare/voice', undefined],
  ['the voice that is named', { use: 'spare/voice', voice: 'Kajal' }, 'Kajal'],
])('another provider speaks with %s, never with the name of the agent’s own', async (_, spare, voice) => {
  const { build, voices } = aHouse();
  const { tts } = await build({ ...OWN, fallbacks: fallbacks({ tts: [spare] }) });
  await tts.speak({ text: 'Hi.', voice: VOICE, signal });
  expect(voices['sim/voice'].requests[0]!.voice).toEqual(VOICE);
  expect(voices['spare/voice'].requests[0]!.voice).toEqual({ tts: 'spare/voice', voice, language: 'hi-IN' });
});

it('goes on after one that cannot be built', async () => {
  const { build } = aHouse();
  const agent = {
    ...OWN,
    fallbacks: fallbacks({
      stt: ['nobody/ear', 'spare/ear'],
      llm: ['nobody/mind', 'spare/mind'],
      tts: ['nobody/voice', 'other/voice'],
    }),
  };
  const { stt, llm, tts } = await build(agent);
  expect(await stt.transcribe({ wav: new Uint8Array(), language: 'hi-IN', signal })).toEqual({
    text: 'spare',
  });
  for await (const part of llm.reply({ system: '', messages: [], tools: [], signal })) {
    expect(part).toEqual({ type: 'text', text: 'Spare.' });
  }
  await expect(tts.speak({ text: 'Hi.', voice: VOICE, signal })).resolves.toEqual(voiceOfText('Hi.'));
});

it('begins each reply with the agent’s own voice', async () => {
  const { build, voices } = aHouse();
  const agent = { ...OWN, fallbacks: fallbacks({ tts: ['spare/voice'] }) };
  for (let reply = 1; reply <= 2; reply++) {
    const { tts } = await build(agent);
    await tts.speak({ text: 'One.', voice: VOICE, signal });
    await tts.speak({ text: 'Two.', voice: VOICE, signal });
    expect(voices['sim/voice'].requests).toHaveLength(reply);
  }
});

it('rejects an agent whose own provider is unknown', async () => {
  const agent = { ...OWN, llm: 'nobody/mind', fallbacks: fallbacks({ llm: ['spare/mind'] }) };
  await expect(aHouse().build(agent)).rejects.toThrow('this provider is unknown');
});
