import * as z from 'zod';
import { checkMembers, invalid } from './faults';

/** A piece of a reply: a delta of text, a call of a tool with its arguments as JSON text, or an error frame. */
export type Delta = string | { tool: string; args: string } | { error: string };

const chatRequest = z.object({
  model: z.string(),
  messages: z
    .array(
      z.strictObject({ role: z.enum(['system', 'developer', 'user', 'assistant']), content: z.string() }),
    )
    .min(1),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('function'),
        function: z.strictObject({
          name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
          description: z.string(),
          parameters: z.looseObject({ type: z.literal('object') }),
        }),
      }),
    )
    .min(1)
    .optional(),
  tool_choice: z.literal('auto').optional(),
});
export type ChatRequest = z.infer<typeof chatRequest>;

export function parseChat(body: Buffer): ChatRequest {
  const json = JSON.parse(body.toString()) as object;
  checkMembers(
    Object.keys(json),
    ['model', 'messages', 'stream'],
    ['stream_options', 'tools', 'tool_choice'],
  );
  const { success, data, error } = chatRequest.safeParse(json);
  if (!success) throw invalid(z.prettifyError(error));
  return data;
}

/** The events of a streamed reply, as the API frames them. `finish` null: it never says that it is done. */
export function eventsOf(model: string, deltas: readonly Delta[], finish: string | null): string[] {
  const base = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_767_225_600, model };
  const frame = (delta: object, finish_reason: string | null = null) =>
    event({ ...base, choices: [{ index: 0, delta, finish_reason }] });
  const frames = deltas.map((delta, i) => {
    if (typeof delta === 'string') return frame({ content: delta });
    if ('error' in delta) return event({ error: { message: delta.error, type: 'server_error', code: null } });
    return frame({
      tool_calls: [
        {
          index: i,
          id: `call_${i}`,
          type: 'function',
          function: { name: delta.tool, arguments: delta.args },
        },
      ],
    });
  });
  const start = frame({ role: 'assistant', content: '' });
  if (finish === null) return [start, ...frames];
  const usage = { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 };
  return [start, ...frames, frame({}, finish), event({ ...base, choices: [], usage }), 'data: [DONE]\n\n'];
}

function event(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}
