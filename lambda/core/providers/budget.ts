/** How long the caller of a turn may be kept waiting. */
export interface TurnBudget {
  /** When the turn began, in milliseconds since the epoch. */
  startedAt: number;
  /** Wait after which the reply counts as failed. */
  replyMs: number;
}

/** The part of the budget after which a turn is in haste, and that after which it is in great haste. */
const HASTE = 1 / 3;
const GREAT_HASTE = 2 / 3;

/** How a model is asked that has to hurry. */
export interface Haste {
  maxSentences: number;
}

/**
 * What hearing the caller, a tool or a slow model has left of the budget decides how the model is asked next.
 *
 * @returns undefined while there is time for an answer of the usual length.
 */
export function hasteOf({ startedAt, replyMs }: TurnBudget, now: number): Haste | undefined {
  const spent = (now - startedAt) / replyMs;
  if (spent < HASTE) return undefined;
  return { maxSentences: spent < GREAT_HASTE ? 2 : 1 };
}

/** Milliseconds until the turn is in haste; negative once it is. */
export function msUntilHaste({ startedAt, replyMs }: TurnBudget, now: number): number {
  return Math.ceil(startedAt + HASTE * replyMs - now);
}

/** Tells the model to be short; stands at the end of what it is told. */
export function shortAnswerPrompt({ maxSentences }: Haste): string {
  const length = maxSentences === 1 ? 'one short sentence' : `at most ${maxSentences} short sentences`;
  return `The caller has been waiting. Answer in ${length}, at once.`;
}
