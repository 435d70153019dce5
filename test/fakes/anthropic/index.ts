import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import { Refusal, checkType, type Asked } from '../fake-provider';
import { FakeModel, KEEP_ALIVE, type Deed, type Told } from '../model';
import { bodyAs, objectSchema, text, toolName } from '../schema';

const cacheControl = z.strictObject({ type: z.literal('ephemeral') }).optional();
const textBlock = z.strictObject({ type: z.literal('text'), text, cache_control: cacheControl });
const useBlock = z.strictObject({
  type: z.literal('tool_use'),
  id: z.string().regex(/^[A-Za-z0-9_-]+$/),
  name: toolName,
  input: z.record(z.string(), z.unknown()),
});
const resultBlock = z.strictObject({
  type: z.literal('tool_result'),
  tool_use_id: text,
  content: z.union([z.string(), z.array(textBlock)]),
});
const messagesRequest = z.strictObject({
  model: text,
  max_tokens: z.int().min(1).max(64_000),
  system: z.array(textBlock).min(1),
  messages: z
    .array(
      z.union([
        z.strictObject({
          role: z.literal('user'),
          content: z.array(z.union([textBlock, resultBlock])).min(1),
        }),
        z.strictObject({
          role: z.literal('assistant'),
          content: z.array(z.union([textBlock, useBlock])).min(1),
        }),
      ]),
    )
    .min(1),
  stream: z.literal(true),
  thinking: z.strictObject({ type: z.enum(['disabled']) }).optional(),
  tools: z
    .array(
      z.strictObject({
        name: toolName,
        description: z.string(),
        input_schema: objectSchema,
        eager_input_streaming: z.boolean().optional(),
      }),
    )
    .min(1)
    .optional(),
  tool_choice: z.strictObject({ type: z.literal('auto') }).optional(),
});
type MessagesRequest = z.infer<typeof messagesRequest>;

/** By what they do when `thinking` is left out. */
const MODELS: Record<string, 'silent' | 'thinks'> = { 'claude-haiku-4-5': 'silent' };
const TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};
const ENDINGS = { stop: 'end_turn', tools: 'tool_use', length: 'max_tokens', filter: 'refusal' };

/** Anthropic's Messages API. */
export class FakeAnthropic extends FakeModel {
  readonly goodKey = 'sk-ant-good';
  protected readonly type = 'text/event-stream; charset=utf-8';

  static async open(): Promise<FakeAnthropic> {
    return new FakeAnthropic().listen();
  }

  override get baseUrl(): string {
    return `${super.baseUrl}/v1`;
  }

  protected keyOf(headers: IncomingHttpHeaders): string | undefined {
    // A second credential beside the key is refused.
    return headers.authorization ?? (headers['x-api-key'] as string | undefined);
  }

  protected refusalOf(key: string | undefined): Refusal {
    return new Refusal(401, '', `invalid x-api-key ${key}`);
  }

  protected bodyOf({ status, message }: Refusal): object {
    const type = TYPES[status] ?? 'api_error';
    return { type: 'error', error: { type, message }, request_id: 'req_1' };
  }

  protected read(asked: Asked): Told {
    if (`${asked.method} ${asked.path}` !== 'POST /v1/messages') throw new Refusal(404, '', 'Not found');
    checkType(asked, 'application/json');
    if (asked.headers['anthropic-version'] !== '2023-06-01') {
      throw new Refusal(400, '', 'anthropic-version: header is required');
    }
    const body = bodyAs(asked, messagesRequest);
    if (!MODELS[body.model]) throw new Refusal(404, '', `model: ${body.model}`);
    checkTurns(body);
    return told(body);
  }

  protected frames({ model }: Told): string[] {
    const usage = {
      input_tokens: 9,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      output_tokens: 1,
    };
    const message = { id: 'msg_1', type: 'message', role: 'assistant', model, content: [] };
    const start = event({
      type: 'message_start',
      message: { ...message, stop_reason: null, stop_sequence: null, usage },
    });
    const blocks = blocksOf(this.reply).flatMap((block, index) => framesOf(block, index));
    return [start, event({ type: 'ping' }), ...blocks, ...this.end()];
  }

  private end(): string[] {
    if (!this.ending) return [];
    const delta = { stop_reason: ENDINGS[this.ending], stop_sequence: null };
    return [
      event({ type: 'message_delta', delta, usage: { output_tokens: 12 } }),
      event({ type: 'message_stop' }),
    ];
  }
}

/** Texts in a row stand in one block; what is no content stands alone. */
function blocksOf(deeds: readonly Deed[]): Deed[][] {
  return deeds.reduce<Deed[][]>((blocks, deed) => {
    const last = blocks.at(-1);
    const joins = typeof deed === 'string' && typeof last?.[0] === 'string';
    return joins ? [...blocks.slice(0, -1), [...last, deed]] : [...blocks, [deed]];
  }, []);
}

function framesOf(block: Deed[], index: number): string[] {
  const [deed = ''] = block;
  if (deed === KEEP_ALIVE) return [event({ type: 'ping' }), ': keep-alive\n\n'];
  if (typeof deed === 'string') {
    const deltas = block.map((said) => event(delta(index, { type: 'text_delta', text: said })));
    return inBlock(index, { type: 'text', text: '' }, deltas);
  }
  if ('error' in deed)
    return [event({ type: 'error', error: { type: 'overloaded_error', message: deed.error } })];
  if ('thought' in deed) {
    const thinking = event(delta(index, { type: 'thinking_delta', thinking: deed.thought }));
    const signature = event(delta(index, { type: 'signature_delta', signature: 'EqQB' }));
    return inBlock(index, { type: 'thinking', thinking: '', signature: '' }, [thinking, signature]);
  }
  const pieces = ['', ...deed.args].map((partial_json) =>
    event(delta(index, { type: 'input_json_delta', partial_json })),
  );
  return inBlock(index, { type: 'tool_use', id: `toolu_${index}`, name: deed.tool, input: {} }, pieces);
}

function inBlock(index: number, content_block: object, deltas: string[]): string[] {
  return [
    event({ type: 'content_block_start', index, content_block }),
    ...deltas,
    event({ type: 'content_block_stop', index }),
  ];
}

function delta(index: number, change: object) {
  return { type: 'content_block_delta', index, delta: change };
}

function event(data: { type: string; [member: string]: unknown }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The caller begins, the roles take turns, and the results of all calls come at once. */
function checkTurns({ messages }: MessagesRequest): void {
  messages.forEach(({ role, content }, at) => {
    if (role !== (at % 2 === 0 ? 'user' : 'assistant')) {
      throw new Refusal(400, '', `messages.${at}: roles must alternate, beginning with user`);
    }
    const before = messages[at - 1]?.content ?? [];
    const calls = before.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []));
    const results = content.flatMap((block) => (block.type === 'tool_result' ? [block.tool_use_id] : []));
    if (String(calls) !== String(results))
      throw new Refusal(400, '', `messages.${at}: tool_use without tool_result`);
  });
}

function told(body: MessagesRequest): Told {
  return {
    model: body.model,
    system: body.system.map((block) => block.text).join(''),
    conversation: body.messages.flatMap(({ role, content }) =>
      content.map((block) => {
        if (block.type === 'tool_use') return `call ${block.id} ${block.name} ${JSON.stringify(block.input)}`;
        if (block.type === 'text') return `${role}: ${block.text}`;
        const { content: result } = block;
        const words = typeof result === 'string' ? result : result.map((part) => part.text).join('');
        return `result ${block.tool_use_id} ${words}`;
      }),
    ),
    tools: (body.tools ?? []).map(({ name, description, input_schema }) => ({
      name,
      description,
      parameters: input_schema,
    })),
    body,
  };
}
