import type { Agent } from '../core/agents/agent';
import type { NumberRecord } from '../core/numbers/number';
import type { NumberDirectory } from '../core/ports';
import { phrasesFor, type PhraseName } from '../core/speech/phrases';
import type { Reply } from './reply';

/** Who has no agent to speak for it is told so in this language. */
const HOUSE_LANGUAGE = 'en-IN';

export function farewell(phrase: PhraseName, agent?: Agent): Reply {
  const language = agent?.language ?? HOUSE_LANGUAGE;
  return { type: 'farewell', speech: { text: phrasesFor(language, agent?.phrases)[phrase], language } };
}

/**
 * What a caller meets who can't be brought to the agent: the agent's fallback. A fallback to a number that is
 * registered here would come back to the endpoint that can't be reached, so it is not dialled.
 */
export async function fallbackOf(
  { number }: NumberRecord,
  agent: Agent,
  directory: NumberDirectory,
): Promise<Reply> {
  const { fallback, language, phrases } = agent;
  if (!fallback) return farewell('trouble', agent);
  if ('say' in fallback) return { type: 'farewell', speech: { text: fallback.say, language } };
  const to = fallback.transfer;
  if (await directory.findNumber(to)) return farewell('trouble', agent);
  const text = phrasesFor(language, phrases).transferring;
  return { type: 'transfer', speech: { text, language }, to, number };
}
