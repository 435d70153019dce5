import { google } from '../../../../lambda/adapters/providers/google';
import { FakeGoogle } from '../../../fakes/google';
import { failureOf, NEVER, ScriptedKeys } from './faults-contract';
import { llmContract } from './llm-contract';

llmContract({
  provider: 'google',
  build: google,
  model: 'gemini-2.5-flash',
  goodKey: 'AIza-good',
  open: () => FakeGoogle.open(),
  callerBegins: true,
  streamError: 'unavailable',
  argsAsText: false,
});

describe('Gemini', () => {
  let fake: FakeGoogle;
  beforeEach(async () => {
    fake = await FakeGoogle.open();
  });
  afterEach(() => fake.close());

  async function ask(model = 'gemini-2.5-flash'): Promise<void> {
    const { llm } = google({
      provider: 'google',
      keys: new ScriptedKeys([fake.goodKey]),
      baseUrl: fake.baseUrl,
    });
    const messages = [{ role: 'user' as const, text: 'Hours?' }];
    const reply = llm!(model).reply({ system: 'You are a clinic.', messages, tools: [], signal: NEVER });
    for await (const part of reply) void part;
  }

  it.each([
    ['gemini-2.5-flash', { thinkingBudget: 0 }],
    ['gemini-2.5-pro', { thinkingBudget: 128 }],
    ['gemini-3-flash-preview', { thinkingLevel: 'minimal' }],
    ['gemini-3-pro-preview', { thinkingLevel: 'low' }],
  ])('thinks as little as it can (%s)', async (model, thinkingConfig) => {
    await ask(model);
    expect(fake.told[0]!.body).toMatchObject({ generationConfig: { thinkingConfig } });
  });

  it('is not told how to think where it does not think', async () => {
    await ask('gemini-2.0-flash');
    expect(fake.told[0]!.body).toMatchObject({ generationConfig: {} });
  });

  it.each(['SAFETY', 'PROHIBITED_CONTENT', 'BLOCKLIST'])(
    'fails when it blocks the prompt (%s)',
    async (why) => {
      fake.blocked = why;
      expect(await failureOf(ask())).toMatchObject({
        kind: 'refused',
        message: 'google: its content filter stopped the reply',
      });
    },
  );

  it.each(['MALFORMED_FUNCTION_CALL', 'UNEXPECTED_TOOL_CALL', 'OTHER', 'LANGUAGE'])(
    'fails when it stops for the reason %s',
    async (why) => {
      fake.odd = why;
      expect(await failureOf(ask())).toMatchObject({ kind: 'nonsense' });
    },
  );

  it('says in its error how long it wants to be left alone', async () => {
    fake.faults.push({ status: 429 });
    expect(await failureOf(ask())).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 30_000,
      message: 'google: it answered 429 (RESOURCE_EXHAUSTED)',
    });
  });
});
