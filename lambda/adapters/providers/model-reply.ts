import type * as Ai from 'ai' with { 'resolution-mode': 'import' };
import { ProviderError } from '../../core/errors';
import type { LanguageModel, ModelMessage, ModelPart, ModelRequest, ModelToolCall } from '../../core/ports';
import { sdkMessagesOf } from './model-messages';
import { asProviderError } from './provider-error';

/** How a model of the AI SDK is asked. */
export interface Asking {
  /** `none` is as little as the model allows: a caller waits meanwhile. Undefined: as the model likes. */
  reasoning?: 'none' | 'low' | undefined;
  maxOutputTokens?: number;
  options?: ProviderOptions;
  /** Options of the system prompt, for providers that have to be told to keep it for the next turn. */
  promptOptions?: ProviderOptions | undefined;
  /** Whether the provider refuses a conversation that begins with the agent's greeting. */
  callerBegins?: boolean;
}
type ProviderOptions = Record<string, Record<string, string | Record<string, string>>>;

/** Loads the AI SDK only when it is used: it is the largest part of a cold start. */
export async function loadAiSdk(): Promise<typeof Ai> {
  const sdk = await import('ai');
  globalThis.AI_SDK_LOG_WARNINGS = false;
  return sdk;
}

/** @param load may load a provider's package; it is asked for each reply. */
export function languageModelOf(
  provider: string,
  load: () => Promise<Ai.LanguageModel>,
  asking: Asking,
): LanguageModel {
  return {
    async *reply(request) {
      const [sdk, model] = await Promise.all([loadAiSdk(), load()]);
      yield* replyOf({ provider, sdk, model, asking }, request);
    },
  };
}

/**
 * Streams a reply. The AI SDK puts errors and aborts into the stream as parts, and ends normally after them,
 * as it does when a connection is closed in the middle of a reply; here they all throw a ProviderError.
 */
async function* replyOf(
  {
    provider,
    sdk,
    model,
    asking,
  }: { provider: string; sdk: typeof Ai; model: Ai.LanguageModel; asking: Asking },
  { system, messages, tools, signal }: ModelRequest,
): AsyncGenerator<ModelPart> {
  const { reasoning, maxOutputTokens, options, promptOptions, callerBegins = false } = asking;
  let silent = true;
  try {
    const { stream } = sdk.streamText({
      model,
      instructions: promptOptions
        ? { role: 'system', content: system, providerOptions: promptOptions }
        : system,
      messages: sdkMessagesOf(callerBegins ? beginningWithCaller(messages) : messages),
      tools: Object.fromEntries(
        tools.map(({ name, description, parameters }) => [
          name,
          sdk.tool({ description, inputSchema: sdk.jsonSchema<unknown>(parameters) }),
        ]),
      ),
      ...(reasoning && { reasoning }),
      ...(maxOutputTokens && { maxOutputTokens }),
      ...(options && { providerOptions: options }),
      maxRetries: 0,
      abortSignal: signal,
      // The standard is to print them, with all that was sent.
      onError: () => {},
    });
    for await (const part of stream) {
      switch (part.type) {
        case 'text-delta':
          if (part.text === '') break;
          silent &&= part.text.trim() === '';
          yield { type: 'text', text: part.text };
          break;
        case 'tool-call':
          silent = false;
          yield toolCallOf(part);
          break;
        case 'error':
          throw part.error;
        case 'abort':
          throw new Error('aborted');
        case 'finish':
          assertComplete(provider, part);
      }
    }
    if (silent) throw new ProviderError(provider, 'nonsense', 'its reply is empty');
  } catch (error) {
    throw asProviderError(provider, error, signal);
  }
}

/** A call begins with the agent's greeting. Where that is not taken, it answers the fact that there is a call. */
function beginningWithCaller(messages: ModelMessage[]): ModelMessage[] {
  return messages[0]?.role === 'assistant'
    ? [{ role: 'user', text: '(The call begins.)' }, ...messages]
    : messages;
}

/** What the provider gives along comes back with the call: Gemini refuses its own call without its signature. */
function toolCallOf({ toolCallId, toolName, input, providerMetadata }: SdkToolCall): ModelToolCall {
  const echo = providerMetadata && { echo: providerMetadata };
  return { type: 'tool-call', id: toolCallId, name: toolName, args: argsOf(input), ...echo };
}

interface SdkToolCall {
  toolCallId: string;
  toolName: string;
  input: unknown;
  providerMetadata?: Record<string, unknown> | undefined;
}

/** Arguments that are no JSON object are as good as none; the tool decides whether it can do without. */
function argsOf(input: unknown): Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
    ? (input as Record<string, unknown>)
    : {};
}

/** Why Gemini and Bedrock stop when their model made something that they cannot pass on. */
const BROKEN_REPLY = /malformed|unexpected_tool|too_many_tool|^other$|^language$/i;

function assertComplete(
  provider: string,
  { finishReason, rawFinishReason }: { finishReason: string; rawFinishReason: string | undefined },
): void {
  if (rawFinishReason === undefined || finishReason === 'interrupted') {
    throw new ProviderError(provider, 'unavailable', 'its reply broke off in the middle');
  }
  if (finishReason === 'content-filter') {
    throw new ProviderError(provider, 'refused', 'its content filter stopped the reply');
  }
  if (finishReason === 'length' || /context_window/.test(rawFinishReason)) {
    throw new ProviderError(provider, 'refused', 'its reply reached the greatest length that it allows');
  }
  if (finishReason === 'error' || BROKEN_REPLY.test(rawFinishReason)) {
    throw new ProviderError(provider, 'nonsense', 'its model made a reply that cannot be used');
  }
}
