import type { Conversation } from '../state';

/** Notes how far the reply came that ends here, if any does. How long a greeting is, is not known. */
export function cutShort(
  { phase, turn, partsPlayed, speakingUntil }: Conversation,
  at: number,
): Pick<Conversation, 'cut'> {
  const leftMs = Math.max(0, speakingUntil - at);
  const isToCome = phase === 'thinking' || phase === 'speaking';
  if (turn === 0 || !(isToCome || leftMs > 0)) return {};
  return { cut: { turn, parts: partsPlayed, leftMs: partsPlayed === 0 ? 0 : leftMs } };
}
