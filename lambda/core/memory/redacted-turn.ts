import type { ReplyNext, TurnInput, TurnRecord } from '../calls/records';
import type { PiiKind } from '../privacy/kinds';
import { redact, redactKeyed } from '../privacy/redact';

/**
 * A turn as it may be stored. Digits that are still to be sent down the line, and the number of a transfer, stay:
 * without them the call could not go on.
 */
export function redactedTurn(turn: TurnRecord, kinds: readonly PiiKind[]): TurnRecord {
  if (kinds.length === 0) return turn;
  const { input, heard, parts, next } = turn;
  const bare = (text: string) => redact(text, kinds);
  return {
    ...turn,
    input: redactedInput(input, kinds),
    ...(heard !== undefined && {
      heard: input.kind === 'recording' ? bare(heard) : redactKeyed(heard, kinds),
    }),
    parts: parts.map((part) => ({ ...part, text: bare(part.text) })),
    ...(next && { next: redactedNext(next, bare) }),
  };
}

function redactedInput(input: TurnInput, kinds: readonly PiiKind[]): TurnInput {
  if (input.kind === 'recording' || input.digits === undefined) return input;
  return { ...input, digits: redactKeyed(input.digits, kinds) };
}

function redactedNext(next: ReplyNext, bare: (text: string) => string): ReplyNext {
  if (next.type !== 'transfer' || !next.whisper) return next;
  return { ...next, whisper: { ...next.whisper, text: bare(next.whisper.text) } };
}
