import { groq } from '../../../../lambda/adapters/providers/groq';
import { FakeGroq } from '../../../fakes/groq';
import { FakeOpenAi } from '../../../fakes/openai';
import { HTTP_ERRORS, NEVER, ScriptedKeys } from './faults-contract';
import { llmContract } from './llm-contract';
import { sttContract } from './stt-contract';

llmContract({
  provider: 'groq',
  build: groq,
  model: 'llama-3.3-70b-versatile',
  goodKey: 'gsk_good',
  open: () => FakeGroq.open(),
  callerBegins: false,
  streamError: 'unavailable',
  argsAsText: true,
  errors: [
    ...HTTP_ERRORS,
    { fault: { status: 413 }, kind: 'refused' },
    { fault: { status: 498, code: 'capacity_exceeded' }, kind: 'unavailable' },
  ],
});

// Its transcriptions are OpenAI's, with models of its own.
sttContract({
  provider: 'groq',
  build: groq,
  model: 'whisper-large-v3-turbo',
  goodKey: 'sk-good',
  open: () => FakeOpenAi.open(),
  told: { 'en-IN': 'en', 'hi-IN': 'hi' },
  lacking: { language: 'kok-IN', outcome: 'is found out' },
  nonsense: ['no JSON', '{"words": "We open"}'],
});

describe('a model of Groq that thinks', () => {
  let fake: FakeGroq;
  beforeEach(async () => {
    fake = await FakeGroq.open();
  });
  afterEach(() => fake.close());

  async function ask(model: string): Promise<string> {
    const { llm } = groq({ provider: 'groq', keys: new ScriptedKeys(['gsk_good']), baseUrl: fake.baseUrl });
    const messages = [{ role: 'user' as const, text: 'Hours?' }];
    let said = '';
    for await (const part of llm!(model).reply({ system: 'A clinic.', messages, tools: [], signal: NEVER })) {
      said += part.type === 'text' ? part.text : '';
    }
    return said;
  }

  it.each([
    ['openai/gpt-oss-20b', 'low'],
    ['qwen/qwen3-32b', 'none'],
  ])('thinks as little as it can, and not aloud (%s)', async (model, effort) => {
    expect(await ask(model)).toBe('We open at nine.');
    expect(fake.told[0]!.body).toMatchObject({ reasoning_effort: effort });
  });
});
