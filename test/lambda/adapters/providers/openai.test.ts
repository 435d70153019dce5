import { inspect } from 'node:util';
import { openAi } from '../../../../lambda/adapters/providers/openai';
import { FakeOpenAi } from '../../../fakes/openai';
import { sttContract } from './stt-contract';
import { ttsContract, wavNonsense, wavShapes } from './tts-contract';

// The AI SDK likes to print warnings, and errors with all that was sent.
const printed: string[] = [];
const output = globalThis.console;
const { error: printError, warn: printWarning } = output;
beforeEach(() => {
  printed.length = 0;
  output.error = output.warn = (...things: unknown[]) => void printed.push(inspect(things));
});
afterEach(() => {
  output.error = printError;
  output.warn = printWarning;
  expect(printed).toEqual([]);
});

const OPENAI = { provider: 'openai', build: openAi, goodKey: 'sk-good', open: () => FakeOpenAi.open() };

sttContract({
  ...OPENAI,
  model: 'gpt-4o-mini-transcribe',
  told: { 'en-IN': 'en', 'hi-IN': 'hi' },
  lacking: { language: 'kok-IN', outcome: 'is found out' },
  nonsense: ['no JSON', '{"words": "We open"}', '[]', 'null'],
});

const SPOKEN = { model: 'gpt-4o-mini-tts', voice: 'coral', language: undefined };
ttsContract({
  ...OPENAI,
  model: 'gpt-4o-mini-tts',
  voice: 'coral',
  told: { 'en-IN': SPOKEN, 'hi-IN': SPOKEN },
  withoutVoice: 'is spoken',
  unknownVoice: 'nobody',
  shapes: wavShapes,
  nonsense: wavNonsense,
});
