import { greet, turnAway } from './edges/arriving';
import { close, endForTime, endOnRequest, sayNoMore } from './edges/ending';
import { recover } from './edges/failing';
import { collect, hearOut, keepListening, listen, think, thinkDigits } from './edges/listening';
import { hold, keepWaiting, speak } from './edges/replying';
import type { Step } from './edges/step';
import { bridge, closeTransfer, partWays } from './edges/transferring';

/**
 * Every way through a conversation, by name. Which edge a happening takes in which phase stands in `TABLE`;
 * an edge that ends in listening, thinking or hanging up always says how the caller gets there, so that no
 * path leaves a caller in silence.
 */
export const EDGES = {
  ignore,
  greet,
  turnAway,
  listen,
  think,
  collect,
  thinkDigits,
  keepListening,
  hearOut,
  speak,
  hold,
  keepWaiting,
  bridge,
  partWays,
  recover,
  endForTime,
  endOnRequest,
  sayNoMore,
  close,
  closeTransfer,
} as const;
export type EdgeName = keyof typeof EDGES;

function ignore(): Step {
  return {};
}
