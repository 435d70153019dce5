import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import { Refusal, checkType, type Asked } from '../fake-provider';
import { FakeModel, KEEP_ALIVE, type Deed, type Ending, type Told } from '../model';
import { bodyAs, objectSchema, text, toolName } from '../schema';

const message = z.union([
  z.strictObject({ role: z.enum(['system', 'developer', 'user']), content: text }),
  z.strictObject({
    role: z.literal('assistant'),
    content: z.string().nullable(),
    tool_calls: z
      .array(
        z.strictObject({
          id: text,
          type: z.literal('function'),
          function: z.strictObject({ name: toolName, arguments: z.string() }),
        }),
      )
      .min(1)
      .optional(),
  }),
  z.strictObject({ role: z.literal('tool'), tool_call_id: text, content: z.string() }),
]);
const chatRequest = z.strictObject({
  model: text,
  messages: z.array(message).min(1),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'default']).optional(),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('function'),
        function: z.strictObject({ name: toolName, description: z.string(), parameters: objectSchema }),
      }),
    )
    .min(1)
    .optional(),
  tool_choice: z.literal('auto').optional(),
});
type ChatRequest = z.infer<typeof chatRequest>;

const ENDINGS = { stop: 'stop', tools: 'tool_calls', length: 'length', filter: 'content_filter' };

/** A server of chat completions in OpenAI's dialect. */
export class FakeChat extends FakeModel {
  goodKey: string | undefined = 'sk-good';
  /** The models that it has, by what they take of `reasoning_effort`. */
  protected readonly efforts: Record<string, string[]> = {
    'gpt-4.1-mini': [],
    'gpt-5-mini': ['minimal', 'low', 'medium', 'high'],
    'gpt-5.1': ['none', 'low', 'medium', 'high'],
  };
  protected readonly path: string = '/v1/chat/completions';
  protected readonly type = 'text/event-stream; charset=utf-8';

  static async open(): Promise<FakeChat> {
    return new FakeChat().listen();
  }

  /** A server in the company's own network, which wants no key. */
  static async openWithoutKey(): Promise<FakeChat> {
    const fake = new FakeChat();
    fake.goodKey = undefined;
    return fake.listen();
  }

  override get baseUrl(): string {
    return `${super.baseUrl}${this.path.replace('/chat/completions', '')}`;
  }

  protected keyOf({ authorization }: IncomingHttpHeaders): string | undefined {
    return authorization?.replace(/^Bearer /, '');
  }

  protected refusalOf(key: string | undefined): Refusal {
    return new Refusal(401, 'invalid_api_key', `Incorrect API key provided: ${key}.`);
  }

  protected bodyOf({ message, code }: Refusal): object {
    return { error: { message, type: 'invalid_request_error', param: null, code: code || null } };
  }

  protected read(asked: Asked): Told {
    if (`${asked.method} ${asked.path}` !== `POST ${this.path}`) {
      throw new Refusal(404, 'unknown_url', `Unknown request URL: ${asked.method} ${asked.path}`);
    }
    checkType(asked, 'application/json');
    const body = bodyAs(asked, chatRequest);
    const efforts = this.efforts[body.model];
    if (!efforts) throw new Refusal(404, 'model_not_found', `The model '${body.model}' does not exist`);
    if (body.reasoning_effort && !efforts.includes(body.reasoning_effort)) {
      throw new Refusal(
        400,
        'unsupported_value',
        `reasoning_effort does not support ${body.reasoning_effort}`,
      );
    }
    checkCalls(body);
    return told(body);
  }

  protected frames({ model }: Told): string[] {
    const base = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_767_225_600, model };
    const frame = (delta: object, finish_reason: string | null = null) =>
      event({ ...base, choices: [{ index: 0, delta, logprobs: null, finish_reason }], usage: null });
    const frames = this.reply.flatMap((deed, at) => this.framesOf(deed, at, frame));
    return [frame({ role: 'assistant', content: '' }), ...frames, ...this.end(this.ending, frame, base)];
  }

  protected framesOf(deed: Deed, at: number, frame: (delta: object) => string): string[] {
    if (deed === KEEP_ALIVE) return [': keep-alive\n\n', ': OPENROUTER PROCESSING\n\n'];
    if (typeof deed === 'string') return [frame({ content: deed })];
    if ('thought' in deed) return [frame({ reasoning: deed.thought })];
    if ('error' in deed) {
      return [event({ error: { message: deed.error, type: 'server_error', param: null, code: null } })];
    }
    const index = this.reply.slice(0, at).filter((one) => typeof one === 'object' && 'tool' in one).length;
    const { tool: name, args } = deed;
    const call = { index, id: `call_${index}`, type: 'function', function: { name, arguments: '' } };
    return [
      frame({ tool_calls: [call] }),
      ...args.map((piece) => frame({ tool_calls: [{ index, function: { arguments: piece } }] })),
    ];
  }

  protected end(
    ending: Ending,
    frame: (delta: object, finish: string) => string,
    base: { model: string },
  ): string[] {
    if (!ending) return [];
    const usage = { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 };
    return [frame({}, ENDINGS[ending]), event({ ...base, choices: [], usage }), 'data: [DONE]\n\n'];
  }
}

/** The results have to follow the calls, and each needs its call. */
function checkCalls({ messages }: ChatRequest): void {
  let open: string[] = [];
  for (const one of messages) {
    if (one.role === 'tool') {
      if (!open.includes(one.tool_call_id)) throw new Refusal(400, '', `no call ${one.tool_call_id}`);
      open = open.filter((id) => id !== one.tool_call_id);
      continue;
    }
    if (open.length > 0) throw new Refusal(400, '', `calls without a result: ${open.join(', ')}`);
    open = one.role === 'assistant' ? (one.tool_calls ?? []).map(({ id }) => id) : [];
  }
}

function told(body: ChatRequest): Told {
  const [first, ...rest] = body.messages;
  return {
    model: body.model,
    system: first!.role === 'system' || first!.role === 'developer' ? first!.content : '',
    conversation: rest.flatMap((one) => {
      if (one.role === 'tool') return [`result ${one.tool_call_id} ${one.content}`];
      const calls = one.role === 'assistant' ? (one.tool_calls ?? []) : [];
      return [
        ...(one.content ? [`${one.role}: ${one.content}`] : []),
        ...calls.map(({ id, function: { name, arguments: args } }) => `call ${id} ${name} ${args}`),
      ];
    }),
    tools: (body.tools ?? []).map((tool) => tool.function),
    body,
  };
}

function event(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}
