import type { Clock, LanguageModel, ModelPart, ModelRequest } from '../../lambda/core/ports';

/** What a model answers, and which tool it calls then, if any. */
export interface SimReply {
  says: string;
  calls?: { tool: string; args?: Record<string, unknown> };
}

/** How fast a simulated model is. */
export interface ModelPace {
  firstTokenMs: number;
  tokensPerSecond: number;
}

/** A model without a model: `think` makes the reply, and it is streamed word by word like a real one. */
export class SimModel implements LanguageModel {
  constructor(
    private readonly clock: Clock,
    private readonly pace: ModelPace,
    private readonly think: (request: ModelRequest) => SimReply,
  ) {}

  async *reply(request: ModelRequest): AsyncIterable<ModelPart> {
    const { signal } = request;
    const { firstTokenMs, tokensPerSecond } = this.pace;
    const { says, calls } = this.think(request);
    const firstAt = this.clock.now() + firstTokenMs;
    await this.clock.sleep(firstTokenMs, signal);
    for (const [i, text] of tokensOf(says).entries()) {
      // Each by the time it is due, so that timers which are a little late do not add up.
      const dueAt = firstAt + (i * 1000) / tokensPerSecond;
      if (i > 0) await this.clock.sleep(Math.max(0, dueAt - this.clock.now()), signal);
      signal.throwIfAborted();
      yield { type: 'text', text };
    }
    if (calls) yield { type: 'tool-call', name: calls.tool, args: calls.args ?? {} };
  }
}

/** A reply in the pieces in which it is streamed: words, each with the blank before it. */
export function tokensOf(says: string): string[] {
  return says.match(/\s*\S+/g) ?? [];
}
