import { systemPrompt } from '../../lambda/core/agents/prompt';
import type { Tool } from '../../lambda/core/agents/tool';
import type { ModelRequest } from '../../lambda/core/ports';
import { toolboxOf } from '../../lambda/turn/tools';

interface Asked {
  prompt?: string;
  language?: string;
  tools?: readonly Tool[];
}

/** What a model is asked when the caller has just said something. */
export function aModelRequest(
  heard: string,
  { prompt = '', language = 'en-IN', tools = [] }: Asked = {},
): ModelRequest {
  return {
    system: systemPrompt(prompt, language),
    messages: [
      { role: 'assistant', text: 'Hello.' },
      { role: 'user', text: heard },
    ],
    tools: toolboxOf(tools).offered,
    signal: new AbortController().signal,
  };
}
