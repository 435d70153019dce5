import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import { Refusal, checkType, type Asked } from '../fake-provider';
import { FakeModel, KEEP_ALIVE, type Deed, type Told } from '../model';
import { bodyAs, objectSchema, text, toolName } from '../schema';

const textPart = z.strictObject({ text });
const callPart = z.strictObject({
  functionCall: z.strictObject({
    id: z.string().optional(),
    name: toolName,
    args: z.record(z.string(), z.unknown()),
  }),
  thoughtSignature: z.string().optional(),
});
const resultPart = z.strictObject({
  functionResponse: z.strictObject({
    id: z.string().optional(),
    name: toolName,
    response: z.record(z.string(), z.unknown()),
  }),
});
const contentRequest = z.strictObject({
  generationConfig: z.strictObject({
    thinkingConfig: z
      .union([
        z.strictObject({ thinkingBudget: z.int() }),
        z.strictObject({ thinkingLevel: z.enum(['minimal', 'low', 'medium', 'high']) }),
      ])
      .optional(),
  }),
  contents: z
    .array(
      z.union([
        z.strictObject({ role: z.literal('user'), parts: z.array(z.union([textPart, resultPart])).min(1) }),
        z.strictObject({ role: z.literal('model'), parts: z.array(z.union([textPart, callPart])).min(1) }),
      ]),
    )
    .min(1),
  systemInstruction: z.strictObject({ parts: z.array(textPart).min(1) }),
  tools: z
    .array(
      z.strictObject({
        functionDeclarations: z.array(
          z.strictObject({
            name: toolName,
            description: z.string(),
            parametersJsonSchema: objectSchema.optional(),
          }),
        ),
      }),
    )
    .min(1)
    .optional(),
  toolConfig: z
    .strictObject({ functionCallingConfig: z.strictObject({ mode: z.enum(['AUTO', 'VALIDATED']) }) })
    .optional(),
});
type ContentRequest = z.infer<typeof contentRequest>;

/** By the least that they can be told to think; null: they cannot be told. */
const MODELS: Record<string, object | null> = {
  'gemini-2.0-flash': null,
  'gemini-2.5-flash': { thinkingBudget: 0 },
  'gemini-2.5-pro': { thinkingBudget: 128 },
  'gemini-3-flash-preview': { thinkingLevel: 'minimal' },
  'gemini-3-pro-preview': { thinkingLevel: 'low' },
};
const STATUSES: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  408: 'CANCELLED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};
const ENDINGS = { stop: 'STOP', tools: 'STOP', length: 'MAX_TOKENS', filter: 'SAFETY' };
const SIGNATURE = 'CtgBAVSoXO4=';

/** The Gemini API. */
export class FakeGoogle extends FakeModel {
  readonly goodKey = 'AIza-good';
  protected readonly type = 'text/event-stream';
  /** Why the prompt is not answered at all. */
  blocked: string | undefined;
  /** A reason to end that has no name of ours. */
  odd: string | undefined;

  static async open(): Promise<FakeGoogle> {
    return new FakeGoogle().listen();
  }

  override get baseUrl(): string {
    return `${super.baseUrl}/v1beta`;
  }

  protected keyOf(headers: IncomingHttpHeaders): string | undefined {
    return headers['x-goog-api-key'] as string | undefined;
  }

  /** The one provider that calls a wrong key a bad request. */
  protected refusalOf(key: string | undefined): Refusal {
    return new Refusal(400, 'API_KEY_INVALID', `API key not valid: ${key}. Please pass a valid API key.`);
  }

  protected bodyOf({ status, code, message }: Refusal): object {
    const google = 'type.googleapis.com/google.rpc.';
    const info = { '@type': `${google}ErrorInfo`, reason: code, domain: 'googleapis.com' };
    const retry = { '@type': `${google}RetryInfo`, retryDelay: '30s' };
    const details = [...(code ? [info] : []), ...(status === 429 ? [retry] : [])];
    return { error: { code: status, message, status: STATUSES[status] ?? 'UNKNOWN', details } };
  }

  protected read(asked: Asked): Told {
    const model = /^\/v1beta\/models\/([^/:]+):streamGenerateContent$/.exec(asked.path)?.[1];
    if (asked.method !== 'POST' || !model || asked.query.get('alt') !== 'sse') {
      throw new Refusal(404, '', `${asked.method} ${asked.path}`);
    }
    checkType(asked, 'application/json');
    const body = bodyAs(asked, contentRequest);
    if (!(model in MODELS)) throw new Refusal(404, '', `models/${model} is not found`);
    const { thinkingConfig } = body.generationConfig;
    if (thinkingConfig && JSON.stringify(thinkingConfig) !== JSON.stringify(MODELS[model])) {
      throw new Refusal(400, '', `${model} cannot think ${JSON.stringify(thinkingConfig)}`);
    }
    checkTurns(body);
    return told(model, body);
  }

  protected frames({ model }: Told): string[] {
    const about = { modelVersion: model, responseId: 'r1' };
    if (this.blocked) return [event({ promptFeedback: { blockReason: this.blocked }, ...about })];
    const candidate = (parts: object[], finish = {}) =>
      event({ candidates: [{ content: { parts, role: 'model' }, index: 0, ...finish }], ...about });
    const frames = this.reply.map((deed) => frameOf(deed, candidate));
    const finishReason = this.odd ?? (this.ending && ENDINGS[this.ending]);
    return [...frames, ...(finishReason ? [candidate([{ text: '' }], { finishReason })] : [])];
  }
}

function frameOf(deed: Deed, candidate: (parts: object[]) => string): string {
  if (deed === KEEP_ALIVE) return ': keep-alive\r\n\r\n';
  if (typeof deed === 'string') return candidate([{ text: deed }]);
  if ('thought' in deed) return candidate([{ text: deed.thought, thought: true }]);
  if ('error' in deed) return event({ error: { code: 503, message: deed.error, status: 'UNAVAILABLE' } });
  // Arguments come whole, and as an object, so they cannot be broken.
  const functionCall = { name: deed.tool, args: JSON.parse(deed.args.join('') || '{}') as object };
  return candidate([{ functionCall, thoughtSignature: SIGNATURE }]);
}

/** Google ends its lines as Windows does. */
function event(data: object): string {
  return `data: ${JSON.stringify(data)}\r\n\r\n`;
}

/** The caller begins, the roles take turns, and each turn of calls has one turn with as many results. */
function checkTurns({ contents }: ContentRequest): void {
  contents.forEach(({ role, parts }, at) => {
    if (role !== (at % 2 === 0 ? 'user' : 'model')) {
      throw new Refusal(400, '', `contents[${at}]: roles must alternate, beginning with user`);
    }
    const calls = (contents[at - 1]?.parts ?? []).filter((part) => 'functionCall' in part);
    const results = parts.filter((part) => 'functionResponse' in part);
    if (calls.length !== results.length) throw new Refusal(400, '', 'as many responses as calls are needed');
    if (calls.some(({ thoughtSignature }) => thoughtSignature !== SIGNATURE)) {
      throw new Refusal(400, '', 'Function call is missing a thought_signature');
    }
  });
}

function told(model: string, body: ContentRequest): Told {
  return {
    model,
    system: body.systemInstruction.parts.map((part) => part.text).join(''),
    conversation: body.contents.flatMap(({ role, parts }) =>
      parts.map((part) => {
        if ('functionCall' in part) {
          const { id, name, args } = part.functionCall;
          return `call ${id} ${name} ${JSON.stringify(args)}`;
        }
        if ('functionResponse' in part) {
          const { id, response } = part.functionResponse;
          return `result ${id} ${String(response['content'])}`;
        }
        return `${role === 'model' ? 'assistant' : 'user'}: ${part.text}`;
      }),
    ),
    tools: (body.tools ?? []).flatMap(({ functionDeclarations }) =>
      functionDeclarations.map(({ name, description, parametersJsonSchema: parameters }) => ({
        name,
        description,
        parameters,
      })),
    ),
    body,
  };
}
