import { announceTime } from './announce';
import type { Command, Effect } from './commands';
import { EDGES } from './edges';
import type { Happening } from './happenings';
import type { Conversation } from './state';
import { TABLE } from './table';

export interface Decision {
  conversation: Conversation;
  commands: Command[];
  effects: Effect[];
}

/**
 * The conversation, as a pure function: where it is and what happened decide where it goes, what the line
 * does, and what is done beside the line. Total: every happening has an edge in every phase. What means nothing
 * to a conversation gives back the very same one.
 */
export function decide(conversation: Conversation, happening: Happening): Decision {
  const edge = EDGES[TABLE[conversation.phase][happening.type]];
  const { to, commands = [], effects = [] } = edge(conversation, happening as never);
  const after = to ? { ...conversation, ...to } : conversation;
  return announceTime({ conversation: after, commands, effects }, happening);
}
