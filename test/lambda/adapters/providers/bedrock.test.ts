import { bedrock } from '../../../../lambda/adapters/providers/bedrock';
import { FakeBedrock } from '../../../fakes/bedrock';
import { useFakeCredentials } from './aws';
import { failureOf, NEVER, ScriptedKeys, type AnsweredError } from './faults-contract';
import { llmContract } from './llm-contract';

const CLAUDE = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';

/** AWS names its errors in a header. */
function named(status: number, name: string, kind: AnsweredError['kind']): AnsweredError {
  const uri = 'http://internal.amazon.com/coral/com.amazon.bedrock/';
  return { fault: { status, headers: { 'x-amzn-errortype': `${name}:${uri}` } }, kind };
}

const environment = process.env;
beforeEach(() => {
  process.env = { ...environment };
  useFakeCredentials();
});
afterEach(() => {
  process.env = environment;
});

llmContract({
  provider: 'bedrock',
  build: bedrock,
  model: CLAUDE,
  goodKey: undefined,
  open: () => FakeBedrock.open(),
  callerBegins: true,
  streamError: 'rate-limited',
  argsAsText: true,
  errors: [
    named(400, 'ValidationException', 'refused'),
    named(400, 'ServiceQuotaExceededException', 'refused'),
    named(403, 'AccessDeniedException', 'unauthorised'),
    named(403, 'ExpiredTokenException', 'unauthorised'),
    named(404, 'ResourceNotFoundException', 'refused'),
    named(408, 'ModelTimeoutException', 'timeout'),
    named(424, 'ModelErrorException', 'unavailable'),
    named(429, 'ThrottlingException', 'rate-limited'),
    named(429, 'ModelNotReadyException', 'rate-limited'),
    named(500, 'InternalServerException', 'unavailable'),
    named(503, 'ServiceUnavailableException', 'unavailable'),
  ],
});

describe('Bedrock', () => {
  let fake: FakeBedrock;
  beforeEach(async () => {
    fake = await FakeBedrock.open();
  });
  afterEach(() => fake.close());

  async function ask(model = CLAUDE): Promise<void> {
    const { llm } = bedrock({
      provider: 'bedrock',
      keys: new ScriptedKeys([undefined]),
      baseUrl: fake.baseUrl,
    });
    const messages = [{ role: 'user' as const, text: 'Hours?' }];
    const reply = llm!(model).reply({ system: 'You are a clinic.', messages, tools: [], signal: NEVER });
    for await (const part of reply) void part;
  }

  it.each([CLAUDE, 'apac.amazon.nova-lite-v1:0'])(
    'has the prompt kept for the next turn (%s)',
    async (model) => {
      await ask(model);
      expect(fake.told[0]!.body).toMatchObject({
        system: [{ text: 'You are a clinic.' }, { cachePoint: { type: 'default' } }],
      });
    },
  );

  it.each([
    'anthropic.claude-3-haiku-20240307-v1:0',
    'meta.llama3-3-70b-instruct-v1:0',
    'openai.gpt-oss-20b-1:0',
  ])('is not asked to keep it by a model that cannot (%s)', async (model) => {
    await ask(model);
    expect(fake.told[0]!.body).toMatchObject({ system: [{ text: 'You are a clinic.' }] });
  });

  it('has a model think little that always thinks', async () => {
    await ask('openai.gpt-oss-20b-1:0');
    expect(fake.told[0]!.body).toMatchObject({ additionalModelRequestFields: { reasoning_effort: 'low' } });
  });

  it('takes no more of the quota than a spoken reply needs', async () => {
    await ask();
    expect(fake.told[0]!.body).toMatchObject({ inferenceConfig: { maxTokens: 2048 } });
  });

  it('is asked with the credentials of a role, and in the region of the function', async () => {
    Object.assign(process.env, { AWS_SESSION_TOKEN: 'FwoGZXIvYXdzEBY', AWS_REGION: 'ap-south-1' });
    fake.credentials = { ...fake.credentials, sessionToken: 'FwoGZXIvYXdzEBY', region: 'ap-south-1' };
    await ask();
    expect(fake.told).toHaveLength(1);
  });

  it('is refused with the wrong credentials', async () => {
    process.env['AWS_SECRET_ACCESS_KEY'] = 'another';
    expect(await failureOf(ask())).toMatchObject({ kind: 'unauthorised' });
  });

  it('never takes a key from the environment', async () => {
    process.env['AWS_BEARER_TOKEN_BEDROCK'] = 'bedrock-api-key';
    await ask();
    expect(fake.told).toHaveLength(1);
  });

  it('says that there are no credentials', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    const error = await failureOf(ask());
    expect(error).toMatchObject({ kind: 'unauthorised' });
    expect(error.message).toContain('AWS_ACCESS_KEY_ID');
  });

  it.each(['malformed_model_output', 'malformed_tool_use', 'model_context_window_exceeded'])(
    'fails when it stops for the reason %s',
    async (why) => {
      fake.odd = why;
      await failureOf(ask());
    },
  );
});
