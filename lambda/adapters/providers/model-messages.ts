import type * as Ai from 'ai' with { 'resolution-mode': 'import' };
import type { ModelMessage } from '../../core/ports';

type AssistantPart = Exclude<Ai.AssistantContent, string>[number];
type ToolMessage = Extract<ModelMessage, { role: 'tool' }>;

/** A conversation as the AI SDK wants it: all results of a round in one message, which Gemini insists on. */
export function sdkMessagesOf(messages: readonly ModelMessage[]): Ai.ModelMessage[] {
  return messages.reduce<Ai.ModelMessage[]>((all, message) => {
    const before = all.at(-1);
    if (message.role !== 'tool') return [...all, spoken(message)];
    if (before?.role !== 'tool') return [...all, { role: 'tool', content: [resultPart(message)] }];
    return [...all.slice(0, -1), { role: 'tool', content: [...before.content, resultPart(message)] }];
  }, []);
}

function spoken(message: Exclude<ModelMessage, ToolMessage>): Ai.ModelMessage {
  if (message.role === 'user' || !message.calls) return { role: message.role, content: message.text };
  const words: AssistantPart[] = message.text === '' ? [] : [{ type: 'text', text: message.text }];
  const calls = message.calls.map(({ id, name, args, echo }): AssistantPart => ({
    type: 'tool-call',
    toolCallId: id,
    toolName: name,
    input: args,
    ...(echo && { providerOptions: echo as Ai.ProviderMetadata }),
  }));
  return { role: 'assistant', content: [...words, ...calls] };
}

function resultPart({ id, name, text }: ToolMessage): Ai.ToolContent[number] {
  return { type: 'tool-result', toolCallId: id, toolName: name, output: { type: 'text', value: text } };
}
