import { WRITE_RECORD } from '../../lambda/core/memory/summary-request';
import type { ModelRequest } from '../../lambda/core/ports';
import type { SimReply } from './model';

/** What a model without a model makes of a call that is over: the first thing that the caller said, and no fields. */
export function recordOfCall({ messages }: ModelRequest): SimReply | undefined {
  const lines = messages[0]?.text.split('\n') ?? [];
  if (lines.at(-1) !== WRITE_RECORD) return undefined;
  const first = lines.find((line) => line.startsWith('{"speaker":"caller"')) ?? '{"text":""}';
  const { text } = JSON.parse(first) as { text: string };
  return { says: JSON.stringify({ summary: `The caller began with: ${text}`, fields: {} }) };
}
