import type { Agent } from '../agents/agent';
import type { ProviderReference } from '../agents/provider-reference';

/** How long a caller may be kept waiting for a reply. */
export interface TurnBudget {
  /** Wait after which the caller is told that it takes a moment. */
  fillerAfterMs: number;
  /** Wait after which the reply counts as failed. */
  replyMs: number;
  /** A model that answers sooner than the agent's own. */
  fasterModel: ProviderReference | undefined;
}

export function budgetOf(
  { replySeconds, fillerAfterSeconds }: Pick<Agent['limits'], 'replySeconds' | 'fillerAfterSeconds'>,
  fasterModel?: ProviderReference,
): TurnBudget {
  return { fillerAfterMs: fillerAfterSeconds * 1000, replyMs: replySeconds * 1000, fasterModel };
}

/** Where a turn stands. Times are milliseconds since the epoch. */
export interface TurnClock {
  now: number;
  /** When the caller fell silent. */
  startedAt: number;
}

export type Waiting =
  /** Nothing is due for so long. */
  { do: 'wait'; ms: number } | { do: 'say-filler' } | { do: 'give-up' };

/** What to do while the first sentence is not there. One filler a turn: a second one says that it is stuck. */
export function whileWaiting(
  { fillerAfterMs, replyMs }: TurnBudget,
  { now, startedAt }: TurnClock,
  fillerSaid: boolean,
): Waiting {
  const waited = now - startedAt;
  if (waited >= replyMs) return { do: 'give-up' };
  if (fillerSaid || fillerAfterMs >= replyMs) return { do: 'wait', ms: replyMs - waited };
  return waited >= fillerAfterMs ? { do: 'say-filler' } : { do: 'wait', ms: fillerAfterMs - waited };
}

/** How the model is asked. Undefined: the agent's own model, an answer of its usual length. */
export interface Haste {
  model: ProviderReference | undefined;
  maxSentences: number | undefined;
}

/**
 * What hearing the caller, or a tool, has left of the budget decides how the model is asked next: with a third
 * of it gone, the faster model for a short answer; with two thirds gone, for a single sentence.
 */
export function hasteOf({ replyMs, fasterModel }: TurnBudget, { now, startedAt }: TurnClock): Haste {
  const spent = (now - startedAt) / replyMs;
  if (spent < 1 / 3) return { model: undefined, maxSentences: undefined };
  return { model: fasterModel, maxSentences: spent < 2 / 3 ? 2 : 1 };
}

/** Tells the model to be short; stands at the end of what it is told. */
export function shortAnswerPrompt(maxSentences: number): string {
  const length = maxSentences === 1 ? 'one short sentence' : `at most ${maxSentences} short sentences`;
  return `The caller has been waiting. Answer in ${length}, at once.`;
}
