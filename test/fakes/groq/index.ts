import { Refusal, type Asked } from '../fake-provider';
import { FakeChat } from '../openai/chat-model';
import type { Deed, Told } from '../model';

const THINKERS: Record<string, string[]> = {
  'openai/gpt-oss-20b': ['low', 'medium', 'high'],
  'qwen/qwen3-32b': ['none', 'default'],
};

/** Groq's chat completions: OpenAI's dialect with its own models, errors and last chunk. */
export class FakeGroq extends FakeChat {
  override goodKey: string | undefined = 'gsk_good';
  protected override readonly path = '/openai/v1/chat/completions';
  protected override readonly efforts = { 'llama-3.3-70b-versatile': [], ...THINKERS };

  static override async open(): Promise<FakeGroq> {
    return new FakeGroq().listen();
  }

  protected override refusalOf(): Refusal {
    return new Refusal(401, 'invalid_api_key', 'Invalid API Key');
  }

  protected override read(asked: Asked): Told {
    const told = super.read(asked);
    // It knows no `stream_options`: usage comes by itself.
    if ('stream_options' in told.body) throw new Refusal(400, '', "property 'stream_options' is unsupported");
    return told;
  }

  /** A model that is not told otherwise thinks aloud, in the reply. */
  protected override frames(told: Told): string[] {
    const aloud = told.model.startsWith('qwen/') && told.body['reasoning_effort'] !== 'none';
    const [start = '', ...rest] = super.frames(told);
    if (!aloud) return [start, ...rest];
    return [start.replace('"content":""', '"content":"<think>They want the hours.</think>"'), ...rest];
  }

  protected override framesOf(deed: Deed, at: number, frame: (delta: object) => string): string[] {
    if (typeof deed !== 'object' || !('error' in deed)) return super.framesOf(deed, at, frame);
    const error = { message: deed.error, type: 'server_error', code: 'internal_server_error' };
    return [`event: error\ndata: ${JSON.stringify({ error })}\n\n`];
  }

  protected override end(...[ending, , base]: Parameters<FakeChat['end']>): string[] {
    if (!ending) return [];
    const finish_reason = { stop: 'stop', tools: 'tool_calls', length: 'length', filter: 'content_filter' }[
      ending
    ];
    const x_groq = { id: 'req_1', usage: { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 } };
    const last = { ...base, choices: [{ index: 0, delta: {}, logprobs: null, finish_reason }], x_groq };
    return [`data: ${JSON.stringify(last)}\n\n`, 'data: [DONE]\n\n'];
  }
}
