import { ProviderError } from '../../core/errors';
import { languageModelOf, loadAiSdk } from './model-reply';
import type { Provider, ProviderOptions } from './provider';

/** Counts against the account's quota when a request begins, whatever the reply. No spoken one is longer. */
const MAX_OUTPUT_TOKENS = 2048;

/** Claude from 3.5 Haiku on, and Nova. The others refuse a cache point. */
const KEEPS_PROMPTS = /amazon\.nova-|anthropic\.claude-(?!v|instant|3-(?:haiku|sonnet|opus)|3-5-sonnet)/;

/** These always think; the others of Bedrock do so only when asked. */
const ALWAYS_THINKS = /(?:^|\.)openai\./;

/** Amazon Bedrock, through Converse. It needs no key: the function's own permission is enough. */
export function bedrock({ provider, baseUrl }: ProviderOptions): Provider {
  const load = () => import('@ai-sdk/amazon-bedrock');
  return {
    prepare: async () => void (await Promise.all([loadAiSdk(), load()])),
    llm: (model) =>
      languageModelOf(
        provider,
        async () => {
          const { createAmazonBedrock } = await load();
          const settings = { region: regionOf(baseUrl), ...credentialsOf(provider) };
          // Without an (empty) key the SDK would look for one in the environment.
          return createAmazonBedrock({ ...settings, ...(baseUrl && { baseURL: baseUrl }), apiKey: '' })(
            model,
          );
        },
        {
          reasoning: ALWAYS_THINKS.test(model) ? 'low' : 'none',
          maxOutputTokens: MAX_OUTPUT_TOKENS,
          promptOptions: KEEPS_PROMPTS.test(model)
            ? { bedrock: { cachePoint: { type: 'default' } } }
            : undefined,
          callerBegins: true,
        },
      ),
  };
}

/** The region that a request is signed for: the one in its address, or else the function's. */
function regionOf(baseUrl: string | undefined): string {
  const named = baseUrl && /\bbedrock-runtime(?:-fips)?\.([a-z0-9-]+)\./.exec(baseUrl)?.[1];
  return named || (process.env['AWS_REGION'] ?? 'us-east-1');
}

/** Lambda puts the credentials of the function's role there. */
function credentialsOf(provider: string) {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) {
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    };
  }
  throw new ProviderError(
    provider,
    'unauthorised',
    'there are no AWS credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, as Lambda does',
  );
}
