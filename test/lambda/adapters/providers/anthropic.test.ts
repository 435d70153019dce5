import { anthropic } from '../../../../lambda/adapters/providers/anthropic';
import { FakeAnthropic } from '../../../fakes/anthropic';
import { HTTP_ERRORS, NEVER, ScriptedKeys } from './faults-contract';
import { llmContract } from './llm-contract';

llmContract({
  provider: 'anthropic',
  build: anthropic,
  model: 'claude-haiku-4-5',
  goodKey: 'sk-ant-good',
  open: () => FakeAnthropic.open(),
  callerBegins: true,
  streamError: 'unavailable',
  argsAsText: true,
  errors: [...HTTP_ERRORS, { fault: { status: 529 }, kind: 'unavailable' }],
});

describe('a request to Anthropic', () => {
  let fake: FakeAnthropic;
  beforeEach(async () => {
    fake = await FakeAnthropic.open();
    const { llm } = anthropic({
      provider: 'anthropic',
      keys: new ScriptedKeys([fake.goodKey]),
      baseUrl: fake.baseUrl,
    });
    const messages = [{ role: 'user' as const, text: 'Hours?' }];
    const request = { system: 'You are a clinic.', messages, tools: [], signal: NEVER };
    for await (const part of llm!('claude-haiku-4-5').reply(request)) void part;
  });
  afterEach(() => fake.close());

  it('has the prompt kept for the next turn', () => {
    expect(fake.told[0]!.body).toMatchObject({
      system: [{ type: 'text', text: 'You are a clinic.', cache_control: { type: 'ephemeral' } }],
    });
  });

  it('asks for no thinking and no more than a spoken reply', () => {
    expect(fake.told[0]!.body).toMatchObject({ thinking: { type: 'disabled' }, max_tokens: 2048 });
  });
});
