import type { Agent } from '../core/agents/agent';
import { ByonError } from '../core/errors';
import { ABOUT_REFERENCE, withReference } from '../core/knowledge/reference';
import type { ModelMessage, ModelRequest } from '../core/ports';
import { orLate } from '../core/providers/or-late';
import type { TurnWorkerDeps } from './deps';

/** When the caller was heard, an index that is still not read is not worth more silence. */
const WAIT_MS = 1000;

/** Adds to a request what the agent's files say about the question in it. */
export type TellKnowledge = (request: ModelRequest) => Promise<ModelRequest>;

/**
 * Begins to read the index of an agent, while its caller is still being heard.
 *
 * @returns what tells the model. It never fails: an answer without knowledge is better than none.
 */
export function openKnowledge(
  { knowledge: hash }: Pick<Agent, 'knowledge'>,
  { knowledge, clock, log }: Pick<TurnWorkerDeps, 'knowledge' | 'clock' | 'log'>,
  ids: Record<string, unknown>,
): TellKnowledge {
  if (hash === undefined) return (request) => Promise.resolve(request);
  const opening = knowledge.open(hash);
  opening.catch(() => {});
  return async (request) => {
    const told = { ...request, system: `${request.system}\n\n${ABOUT_REFERENCE}` };
    try {
      const late = () => new ByonError(`the knowledge was not read within ${WAIT_MS} ms`);
      const limit = { ms: WAIT_MS, late };
      const index = await orLate(opening, { clock, signal: request.signal, limit });
      const heard = lastText(request.messages, 'user');
      const passages = index.find({ heard, said: lastText(request.messages, 'assistant') });
      log.info('knowledge was looked up', { ...ids, passages: passages.length });
      return { ...told, messages: withLast(request.messages, withReference(heard, passages)) };
    } catch (error) {
      log.error('the knowledge of an agent could not be read; it answers without', { ...ids, hash, error });
      return told;
    }
  };
}

function lastText(messages: readonly ModelMessage[], role: 'user' | 'assistant'): string {
  return messages.findLast((message) => message.role === role && message.text !== '')?.text ?? '';
}

/** Only what is said now changes: all before it is as it was in the last turn, for the provider's cache. */
function withLast(messages: readonly ModelMessage[], text: string): ModelMessage[] {
  const at = messages.findLastIndex(({ role }) => role === 'user');
  return messages.map((message, i) => (i === at ? { role: 'user', text } : message));
}
