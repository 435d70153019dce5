import { openAi, openAiCompatible } from '../../../../lambda/adapters/providers/openai';
import { FakeChat } from '../../../fakes/openai/chat-model';
import { failureOf, HTTP_ERRORS, NEVER, ScriptedKeys, type AnsweredError } from './faults-contract';
import { llmContract, type ModelUnderTest } from './llm-contract';

const SPENT: AnsweredError = { fault: { status: 429, code: 'insufficient_quota' }, kind: 'refused' };
const DIALECT: Omit<ModelUnderTest, 'provider' | 'build'> = {
  model: 'gpt-4.1-mini',
  goodKey: 'sk-good',
  open: () => FakeChat.open(),
  callerBegins: false,
  streamError: 'unavailable',
  argsAsText: true,
  errors: [...HTTP_ERRORS, SPENT],
};

llmContract({ ...DIALECT, provider: 'openai', build: openAi });
llmContract({
  ...DIALECT,
  provider: 'openai-compatible',
  build: openAiCompatible,
  goodKey: undefined,
  open: () => FakeChat.openWithoutKey(),
});

describe('OpenAI', () => {
  let fake: FakeChat;
  beforeEach(async () => {
    fake = await FakeChat.open();
  });
  afterEach(() => fake.close());

  async function ask(model: string, build = openAi): Promise<void> {
    const { llm } = build({ provider: 'openai', keys: new ScriptedKeys(['sk-good']), baseUrl: fake.baseUrl });
    const messages = [{ role: 'user' as const, text: 'Hours?' }];
    const reply = llm!(model).reply({ system: 'You are a clinic.', messages, tools: [], signal: NEVER });
    for await (const part of reply) void part;
  }

  it.each([
    ['gpt-5-mini', 'minimal'],
    ['gpt-5.1', 'none'],
  ])('thinks as little as it can (%s)', async (model, effort) => {
    await ask(model);
    expect(fake.told[0]!.body).toMatchObject({ reasoning_effort: effort });
  });

  it('is not told how to think where it does not think', async () => {
    await ask('gpt-4.1-mini');
    expect(fake.told[0]!.body).not.toHaveProperty('reasoning_effort');
  });

  it('is not told how to think at a server that only speaks its dialect', async () => {
    await ask('gpt-5-mini', openAiCompatible);
    expect(fake.told[0]!.body).not.toHaveProperty('reasoning_effort');
  });

  it('says that the account is empty in its error, and not that waiting helps', async () => {
    fake.faults.push({ ...SPENT.fault, headers: { 'retry-after': '30' } });
    expect(await failureOf(ask('gpt-4.1-mini'))).toMatchObject({ kind: 'refused', retryAfterMs: undefined });
  });
});
