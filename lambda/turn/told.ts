import type { TurnInput, TurnRecord } from '../core/calls/records';
import { placeholderOf } from '../core/digits/fill-digits';

/** Keys as they stand in a transcript: private ones by their placeholder. */
export function keyedIn(input: Exclude<TurnInput, { kind: 'recording' }>): string {
  if (input.kind === 'digits') return input.digits;
  if (input.count === 0) return '';
  return input.digits ?? placeholderOf(input.name);
}

/** Keys in words for the model. */
export function wordsOfKeys(input: Exclude<TurnInput, { kind: 'recording' }>): string {
  if (input.kind === 'digits') return `(keyed ${input.digits})`;
  const { name, count } = input;
  if (count === 0) return `(asked for ${name}, keyed nothing that could be used)`;
  return `(keyed ${name}: ${keyedIn(input)}, ${count} digits)`;
}

/** Transfers that came to nothing since the turn before, as the model is told of them before it answers. */
export function wordsOfTransfers(
  { failedTransfers: now = 0 }: Pick<TurnRecord, 'failedTransfers'>,
  { failedTransfers: before = 0 }: Partial<Pick<TurnRecord, 'failedTransfers'>> = {},
): string {
  if (now <= before) return '';
  const advice = 'Help the caller yourself, and do not transfer again unless they insist.';
  if (now === 1) return `(The transfer failed: nobody took the call. ${advice})`;
  return `(The transfer failed again, ${now} times in this call by now. Do not transfer any more in this call.)`;
}
