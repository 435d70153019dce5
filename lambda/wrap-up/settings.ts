/**
 * How long the parts of a wrap-up may take, in milliseconds. Together they stay below the function's own limit
 * (lib/conversation/wrap-up.ts).
 */
export const LIMITS = {
  /** For the last words to be played and the last turn to be over. */
  settle: 20_000,
  /** For one language model, its second attempt among it. */
  model: 30_000,
  /** For all language models together. */
  summary: 70_000,
  /** For one attempt at the event bus or the webhook. */
  send: 8_000,
} as const;

/** Pauses between attempts at the event bus or the webhook; there is one attempt more than pauses. */
export const PAUSES_MS = [1000, 4000];

/**
 * Whoever has a claim is done by then, or has died. Lambda tries again one minute after a failure and again two
 * minutes later, so that the last attempt finds any earlier claim to be over.
 */
export const LEASE_MS = 170_000;
