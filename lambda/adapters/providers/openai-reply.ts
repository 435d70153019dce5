import type { OpenAIProvider } from '@ai-sdk/openai' with { 'resolution-mode': 'import' };
import type * as Ai from 'ai' with { 'resolution-mode': 'import' };
import { ProviderError } from '../../core/errors';
import type { ModelPart, ModelRequest } from '../../core/ports';
import { asProviderError } from './provider-error';

/**
 * Streams a reply. The AI SDK puts errors and aborts into the stream as parts, and ends normally after them,
 * as it does when a connection is closed in the middle of a reply; here they all throw a ProviderError.
 */
export async function* replyOf(
  { provider, sdk, model }: { provider: string; sdk: typeof Ai; model: ReturnType<OpenAIProvider['chat']> },
  { system, messages, tools, signal }: ModelRequest,
): AsyncGenerator<ModelPart> {
  try {
    const { stream } = sdk.streamText({
      model,
      instructions: system,
      messages: messages.map(({ role, text }) => ({ role, content: text })),
      tools: Object.fromEntries(
        tools.map(({ name, description, parameters }) => [
          name,
          sdk.tool({ description, inputSchema: sdk.jsonSchema<unknown>(parameters) }),
        ]),
      ),
      maxRetries: 0,
      abortSignal: signal,
      // The standard is to print them, with all that was sent.
      onError: () => {},
    });
    for await (const part of stream) {
      switch (part.type) {
        case 'text-delta':
          yield { type: 'text', text: part.text };
          break;
        case 'tool-call':
          yield { type: 'tool-call', name: part.toolName, args: argsOf(part.input) };
          break;
        case 'error':
          throw part.error;
        case 'abort':
          throw new Error('aborted');
        case 'finish':
          assertComplete(provider, part);
      }
    }
  } catch (error) {
    throw asProviderError(provider, error, signal);
  }
}

/** Arguments that are no JSON object are as good as none; the tool decides whether it can do without. */
function argsOf(input: unknown): Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
    ? (input as Record<string, unknown>)
    : {};
}

function assertComplete(
  provider: string,
  { finishReason, rawFinishReason }: { finishReason: string; rawFinishReason: string | undefined },
): void {
  if (rawFinishReason === undefined) {
    throw new ProviderError(provider, 'unavailable', 'its reply broke off in the middle');
  }
  if (finishReason === 'content-filter') {
    throw new ProviderError(provider, 'refused', 'its content filter stopped the reply');
  }
  if (finishReason === 'length') {
    throw new ProviderError(provider, 'refused', 'its reply reached the greatest length that it allows');
  }
}
