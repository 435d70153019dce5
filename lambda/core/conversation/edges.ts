import { greet, turnAway } from './edges/arriving';
import { close, endForTime, endOnRequest, sayNoMore } from './edges/ending';
import { askAgain, takeDigits } from './edges/collecting';
import { recover } from './edges/failing';
import { finishKeying, interrupt, keyOn } from './edges/keying';
import { collect, hearOut, keepListening, listen, think, thinkDigits } from './edges/listening';
import { hold, keepWaiting, speak } from './edges/replying';
import { answerByKey, loseRecording } from './edges/recording';
import type { Step } from './edges/step';
import { bridge, closeTransfer, partWays } from './edges/transferring';
import { leaveMessage } from './edges/voicemail';

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
  interrupt,
  keyOn,
  finishKeying,
  takeDigits,
  askAgain,
  keepListening,
  hearOut,
  speak,
  hold,
  keepWaiting,
  bridge,
  partWays,
  recover,
  loseRecording,
  answerByKey,
  leaveMessage,
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
