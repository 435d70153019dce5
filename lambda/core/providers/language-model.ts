import { splitReference } from '../agents/provider-reference';
import { ProviderError } from '../errors';
import type { LanguageModel, ModelPart, ModelRequest } from '../ports';
import { AttemptUnderWay, type Admitted, type Asking, type Candidate } from './attempt';
import { nobodyLeft } from './failure';
import { HeldParts, isUseful } from './held-parts';
import { inOrder } from './in-order';
import { orLate, type Limit } from './or-late';

/** A model that never pauses for long may still be too slow: its first sentence may take so many patiences. */
const FIRST_SENTENCE = 2;

/**
 * Streams the reply of the first model that gets as far as a first sentence or a tool call; see
 * {@link HeldParts}. Until then a model that says nothing useful for `asking.patienceMs` counts as failed, as it
 * does when its first sentence takes twice as long. Once something was given out, a failure ends the reply with
 * its error: another model doesn't know how the sentence was meant to go on, would repeat or contradict what the
 * caller has heard, and might do again what a tool has done. What was given out stands; who asked decides.
 *
 * Made for one reply: a model that failed is asked last when the reply goes on after a tool.
 */
export function languageModelOf(
  candidates: readonly Candidate<LanguageModel>[],
  asking: Asking,
): LanguageModel {
  let order = candidates;
  return {
    async *reply(request) {
      const { signal } = request;
      const failures: unknown[] = [];
      for await (const admitted of inOrder(order, asking, FIRST_SENTENCE * asking.patienceMs)) {
        const reply = new ReplyUnderWay(admitted, asking, request);
        try {
          yield* reply.parts();
          return;
        } catch (error) {
          signal.throwIfAborted();
          if (reply.begun) throw await told(error, asking, signal);
          failures.push(error);
          order = lastOf(order, admitted);
        }
      }
      throw await told(nobodyLeft('llm', failures), asking, signal);
    },
  };
}

function lastOf<P>(order: readonly Candidate<P>[], { reference, port }: Candidate<P>): Candidate<P>[] {
  return [...order.filter((candidate) => candidate.reference !== reference), { reference, port }];
}

/** @returns the error once the breakers know of it: what follows it may be the end of the process. */
async function told(error: unknown, { breakers }: Asking, signal: AbortSignal): Promise<unknown> {
  await orLate(breakers.told(), { signal });
  return error;
}

/** The reply of one model. */
class ReplyUnderWay {
  /** Whether something was given out. */
  begun = false;
  private readonly held = new HeldParts();
  private readonly attempt: AttemptUnderWay;
  private usefulAfterMs = 0;

  constructor(
    private readonly admitted: Admitted<LanguageModel>,
    private readonly asking: Asking,
    private readonly request: ModelRequest,
  ) {
    this.attempt = new AttemptUnderWay(admitted, asking);
  }

  async *parts(): AsyncGenerator<ModelPart> {
    try {
      for await (const part of this.stream()) {
        if (this.begun) yield part;
        else if (this.isEnough(part)) yield* this.begin();
      }
      if (!this.begun) yield* this.end();
    } catch (error) {
      this.tell(error);
      throw error;
    }
  }

  private isEnough(part: ModelPart): boolean {
    if (isUseful(part)) this.usefulAfterMs = this.attempt.elapsedMs;
    return this.held.add(part);
  }

  private begin(): ModelPart[] {
    this.begun = true;
    this.attempt.answered();
    return this.held.release();
  }

  /** The reply is over before a sentence was whole. */
  private end(): ModelPart[] {
    if (this.held.useful) return this.begin();
    throw this.failure('nonsense', 'its reply was empty');
  }

  private tell(error: unknown): void {
    if (this.request.signal.aborted) {
      if (!this.begun) this.attempt.stopped();
    } else if (this.begun) this.attempt.brokeOff(error);
    else this.attempt.failed(error);
  }

  private async *stream(): AsyncGenerator<ModelPart> {
    const { clock } = this.asking;
    const { signal } = this.request;
    const wanted = new AbortController();
    signal.throwIfAborted();
    const parts = this.admitted.port.reply({ ...this.request, signal: wanted.signal });
    const iterator = parts[Symbol.asyncIterator]();
    try {
      for (;;) {
        const result = await orLate(iterator.next(), { clock, signal, limit: this.limit() });
        if (result.done) return;
        yield result.value;
      }
    } finally {
      wanted.abort();
      // Not waited for: a stream that is stuck would never come back.
      iterator.return?.().catch(() => {});
    }
  }

  private limit(): Limit | undefined {
    if (this.begun) return undefined;
    const { patienceMs } = this.asking;
    const until = Math.min(this.usefulAfterMs + patienceMs, FIRST_SENTENCE * patienceMs);
    return {
      ms: Math.max(0, until - this.attempt.elapsedMs),
      late: () =>
        this.failure('timeout', `it said nothing useful for ${patienceMs} ms, or no whole sentence`),
    };
  }

  private failure(kind: ProviderError['kind'], detail: string): ProviderError {
    return new ProviderError(splitReference(this.admitted.reference).provider, kind, detail);
  }
}
