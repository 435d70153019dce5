import * as z from 'zod';
import { Refusal, checkType, type Asked } from '../fake-provider';
import { FakeModel, KEEP_ALIVE, type Deed, type Told } from '../model';
import { bodyAs, objectSchema, text, toolName } from '../schema';
import { eventFrame } from './event-stream';
import { checkSignature, type AwsCredentials } from './signature';

const textBlock = z.strictObject({ text });
const cachePoint = z.strictObject({ cachePoint: z.strictObject({ type: z.literal('default') }) });
const useBlock = z.strictObject({
  toolUse: z.strictObject({
    toolUseId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
    name: toolName,
    input: z.record(z.string(), z.unknown()),
  }),
});
const resultBlock = z.strictObject({
  toolResult: z.strictObject({ toolUseId: text, content: z.array(textBlock) }),
});
const converseRequest = z.strictObject({
  system: z.array(z.union([textBlock, cachePoint])).min(1),
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
  inferenceConfig: z.strictObject({ maxTokens: z.int().min(1).max(5000) }).optional(),
  additionalModelRequestFields: z.record(z.string(), z.unknown()).optional(),
  additionalModelResponseFieldPaths: z.array(z.string()).optional(),
  toolConfig: z
    .strictObject({
      tools: z
        .array(
          z.strictObject({
            toolSpec: z.strictObject({
              name: toolName,
              description: text,
              inputSchema: z.strictObject({ json: objectSchema }),
            }),
          }),
        )
        .min(1),
      toolChoice: z.strictObject({ auto: z.strictObject({}) }).optional(),
    })
    .optional(),
});
type ConverseRequest = z.infer<typeof converseRequest>;

/** Whether they take a cache point. */
const MODELS: Record<string, boolean> = {
  'global.anthropic.claude-haiku-4-5-20251001-v1:0': true,
  'apac.amazon.nova-lite-v1:0': true,
  'anthropic.claude-3-haiku-20240307-v1:0': false,
  'meta.llama3-3-70b-instruct-v1:0': false,
  'openai.gpt-oss-20b-1:0': false,
};
const ENDINGS = { stop: 'end_turn', tools: 'tool_use', length: 'max_tokens', filter: 'guardrail_intervened' };

/** The runtime of Amazon Bedrock: ConverseStream. */
export class FakeBedrock extends FakeModel {
  // It takes no key: the signature stands in its place.
  readonly goodKey = '';
  credentials: AwsCredentials = { accessKeyId: 'AKIDFAKE', secretAccessKey: 'fake', region: 'us-east-1' };
  protected readonly type = 'application/vnd.amazon.eventstream';
  /** A reason to end that has no name of ours. */
  odd: string | undefined;

  static async open(): Promise<FakeBedrock> {
    return new FakeBedrock().listen();
  }

  protected keyOf(): string {
    return '';
  }

  protected refusalOf(): Refusal {
    return new Refusal(403, '', 'The security token included in the request is invalid.');
  }

  protected bodyOf({ message }: Refusal): object {
    return { message };
  }

  protected read(asked: Asked): Told {
    const model = /^\/model\/([^/]+)\/converse-stream$/.exec(asked.path)?.[1];
    if (asked.method !== 'POST' || !model) throw new Refusal(404, '', asked.path);
    checkSignature(asked, asked.path, this.credentials);
    checkType(asked, 'application/json');
    const body = bodyAs(asked, converseRequest);
    const name = decodeURIComponent(model);
    if (!(name in MODELS)) throw new Refusal(400, '', 'The provided model identifier is invalid.');
    if (!MODELS[name] && body.system.some((block) => 'cachePoint' in block)) {
      throw new Refusal(
        403,
        '',
        'You invoked an unsupported model or your request did not allow prompt caching.',
      );
    }
    checkTurns(body);
    return told(name, body);
  }

  protected frames(): Buffer[] {
    const blocks = this.reply.flatMap((deed, index) => framesOf(deed, index));
    return [event('messageStart', { role: 'assistant' }), ...blocks, ...this.end()];
  }

  private end(): Buffer[] {
    const stopReason = this.odd ?? (this.ending && ENDINGS[this.ending]);
    if (!stopReason) return [];
    const usage = { inputTokens: 9, outputTokens: 12, totalTokens: 21 };
    return [event('messageStop', { stopReason }), event('metadata', { usage, metrics: { latencyMs: 9 } })];
  }
}

function framesOf(deed: Deed, contentBlockIndex: number): Buffer[] {
  const delta = (change: object) => event('contentBlockDelta', { contentBlockIndex, delta: change });
  const stop = event('contentBlockStop', { contentBlockIndex });
  // A frame of a kind that is yet to be invented.
  if (deed === KEEP_ALIVE) return [event('keepAlive', {})];
  if (typeof deed === 'string') return [delta({ text: deed }), stop];
  if ('thought' in deed) return [delta({ reasoningContent: { text: deed.thought } }), stop];
  if ('error' in deed) {
    const headers = { ':exception-type': 'throttlingException', ':message-type': 'exception' };
    return [eventFrame({ ...headers, ':content-type': 'application/json' }, { message: deed.error })];
  }
  const toolUse = { toolUseId: `tooluse_${contentBlockIndex}`, name: deed.tool };
  return [
    event('contentBlockStart', { contentBlockIndex, start: { toolUse } }),
    ...deed.args.map((input) => delta({ toolUse: { input } })),
    stop,
  ];
}

/** `p` is padding, which hides how long a token is. */
function event(type: string, payload: object): Buffer {
  const headers = { ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' };
  return eventFrame(headers, { ...payload, p: 'abcdefghijk' });
}

/** The caller begins, the roles take turns, and the results of all calls come at once. */
function checkTurns({ messages }: ConverseRequest): void {
  messages.forEach(({ role, content }, at) => {
    if (role !== (at % 2 === 0 ? 'user' : 'assistant')) {
      throw new Refusal(400, '', 'A conversation must start with a user message, and roles must alternate.');
    }
    const before = messages[at - 1]?.content ?? [];
    const calls = before.flatMap((block) => ('toolUse' in block ? [block.toolUse.toolUseId] : []));
    const results = content.flatMap((block) => ('toolResult' in block ? [block.toolResult.toolUseId] : []));
    if (String(calls) !== String(results))
      throw new Refusal(400, '', 'Expected toolResult blocks for all toolUse.');
  });
}

function told(model: string, body: ConverseRequest): Told {
  return {
    model,
    system: body.system.map((block) => ('text' in block ? block.text : '')).join(''),
    conversation: body.messages.flatMap(({ role, content }) =>
      content.map((block) => {
        if ('toolUse' in block) {
          const { toolUseId, name, input } = block.toolUse;
          return `call ${toolUseId} ${name} ${JSON.stringify(input)}`;
        }
        if ('text' in block) return `${role}: ${block.text}`;
        const { toolUseId, content: result } = block.toolResult;
        return `result ${toolUseId} ${result.map((part) => part.text).join('')}`;
      }),
    ),
    tools: (body.toolConfig?.tools ?? []).map(({ toolSpec: { name, description, inputSchema } }) => ({
      name,
      description,
      parameters: inputSchema.json,
    })),
    body,
  };
}
