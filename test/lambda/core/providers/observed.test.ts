import { ProviderError } from '../../../../lambda/core/errors';
import type { Attempt } from '../../../../lambda/core/providers/attempt';
import { observed } from '../../../../lambda/core/providers/observed';
import { VirtualClock } from '../../../../local/clock';
import {
  HANGS,
  ScriptedLanguageModel,
  ScriptedSpeechToText,
  ScriptedTextToSpeech,
  type ModelStep,
} from '../../../fakes/providers';

const REFERENCES = { stt: 'sim/ear', llm: 'sim/mind', tts: 'sim/voice' };
const VOICE = { tts: 'sim/voice', voice: undefined, language: 'en-IN' };
const { signal } = new AbortController();

function aTrio(thinks: ModelStep[][] = []) {
  const clock = new VirtualClock();
  const attempts: Attempt[] = [];
  const providers = {
    stt: new ScriptedSpeechToText([new ProviderError('sim', 'rate-limited', 'slow down'), 'Hello?']),
    llm: new ScriptedLanguageModel(clock, thinks),
    tts: new ScriptedTextToSpeech(clock, () => 300),
  };
  return { attempts, ports: observed(providers, REFERENCES, clock, (one) => attempts.push(one)) };
}

async function listenTo(reply: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of reply);
}

const request = { system: '', messages: [], tools: [], signal };

test('each request to hear and to speak is an attempt, with how it ended', async () => {
  const { attempts, ports } = aTrio();
  const hear = { wav: new Uint8Array(), language: 'en-IN', signal };
  await expect(ports.stt.transcribe(hear)).rejects.toThrow('slow down');
  await ports.stt.transcribe(hear);
  await ports.tts.speak({ text: 'Hello.', voice: VOICE, signal });
  expect(attempts).toEqual([
    { port: 'stt', provider: 'sim/ear', ms: 0, outcome: 'rate-limited' },
    { port: 'stt', provider: 'sim/ear', ms: 0, outcome: 'answered' },
    { port: 'tts', provider: 'sim/voice', ms: 300, outcome: 'answered' },
  ]);
});

test('a model has answered with its first useful word, whatever follows', async () => {
  const { attempts, ports } = aTrio([
    [{ waitMs: 200 }, ' ', { waitMs: 200 }, 'Hello', { waitMs: 5000 }, new Error('broken')],
  ]);
  await expect(listenTo(ports.llm.reply(request))).rejects.toThrow('broken');
  expect(attempts).toEqual([{ port: 'llm', provider: 'sim/mind', ms: 400, outcome: 'answered' }]);
});

test('a model that nobody waits for any more was stopped', async () => {
  const { attempts, ports } = aTrio([[' ', HANGS]]);
  const parts = ports.llm.reply(request)[Symbol.asyncIterator]();
  await parts.next();
  await parts.return?.();
  expect(attempts).toEqual([{ port: 'llm', provider: 'sim/mind', ms: 0, outcome: 'stopped' }]);
});
