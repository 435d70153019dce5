import type { Clock, LanguageModel, ModelPart, ModelRequest } from '../ports';
import { hasteOf, msUntilHaste, shortAnswerPrompt, type TurnBudget } from './budget';
import { isUseful } from './held-parts';
import { orLate } from './or-late';

export interface HastyModelOptions {
  own: LanguageModel;
  /** A model that answers sooner than the agent's own. */
  faster: LanguageModel | undefined;
  budget: TurnBudget;
  clock: Clock;
}

/**
 * The model of one turn. It is asked as the agent wants until a third of the budget is gone; from then on the
 * faster model is asked, for a short answer. A model of the agent that has said nothing useful by then is given
 * up for the faster one. Should that one fail before it says anything, the agent's own is asked after all.
 */
export function hastyModel({ own, faster, budget, clock }: HastyModelOptions): LanguageModel {
  return {
    async *reply(request) {
      if (!hasteOf(budget, clock.now())) {
        if (!faster) {
          yield* own.reply(request);
          return;
        }
        if (yield* unlessLate(own, request, msUntilHaste(budget, clock.now()), clock)) return;
      }
      let begun = false;
      try {
        for await (const part of (faster ?? own).reply(inShort(request, budget, clock))) {
          begun ||= isUseful(part);
          yield part;
        }
      } catch (error) {
        request.signal.throwIfAborted();
        if (begun || !faster) throw error;
        yield* own.reply(inShort(request, budget, clock));
      }
    },
  };
}

/** The prompt grows at its end only, so that a provider which keeps the beginning of prompts still can. */
function inShort(request: ModelRequest, budget: TurnBudget, clock: Clock): ModelRequest {
  const haste = hasteOf(budget, clock.now()) ?? { maxSentences: 2 };
  return { ...request, system: `${request.system}\n\n${shortAnswerPrompt(haste)}` };
}

/**
 * The reply of a model, if it begins in time.
 *
 * @returns false when nothing useful has come after `ms`; nothing was given out then.
 */
async function* unlessLate(
  model: LanguageModel,
  request: ModelRequest,
  ms: number,
  clock: Clock,
): AsyncGenerator<ModelPart, boolean> {
  const wanted = new AbortController();
  const { signal } = request;
  const late = new Error('the model is late');
  const until = clock.now() + ms;
  const held: ModelPart[] = [];
  let begun = false;
  const parts = model.reply({ ...request, signal: AbortSignal.any([signal, wanted.signal]) });
  const iterator = parts[Symbol.asyncIterator]();
  try {
    for (;;) {
      const limit = begun ? undefined : { ms: Math.max(0, until - clock.now()), late: () => late };
      const next = await orLate(iterator.next(), { clock, signal, limit });
      if (next.done) return true;
      held.push(next.value);
      begun ||= isUseful(next.value);
      if (begun) yield* held.splice(0);
    }
  } catch (error) {
    if (error !== late) throw error;
    return false;
  } finally {
    wanted.abort();
    // Not waited for: a stream that is stuck would never come back.
    iterator.return?.().catch(() => {});
  }
}
