import { asksForDigits } from '../hidden-keys';
import type { Observation } from '../sma';
import type { CallState } from './protocol';

const RUNNING: Partial<Record<string, CallState>> = {
  PlayAudio: 'speaking',
  Speak: 'speaking',
  RecordAudio: 'listening',
  SpeakAndGetDigits: 'collecting',
  CallAndBridge: 'transferring',
};

/** Asked for after these, the call handler has to think. */
const GIVES = new Set(['RecordAudio', 'SpeakAndGetDigits', 'PlayAudioAndGetDigits']);

/** @returns the state that a call is in from this observation on, or undefined when it stays as it is. */
export function stateAfter(observation: Observation): CallState | undefined {
  switch (observation.type) {
    case 'action-started':
      return asksForDigits(observation.action) ? 'asking' : RUNNING[observation.action.Type];
    case 'action-finished':
      return GIVES.has(observation.action.Type) && observation.result === 'successful'
        ? 'thinking'
        : undefined;
    case 'leg-joined':
      return 'bridged';
    default:
      return undefined;
  }
}

/** @returns what went wrong in words, or undefined when nothing did. */
export function troubleIn(observation: Observation): string | undefined {
  switch (observation.type) {
    case 'answer-invalid':
      return `The answer to event ${observation.sequence} was refused: ${observation.faults.join('; ')}.`;
    case 'handler-failed':
      return `The call handler failed at event ${observation.sequence}: ${observation.error}.`;
    case 'handler-late':
      return `The call handler had no answer to event ${observation.sequence} within ${observation.ms} ms.`;
    case 'handler-given-up':
      return `The call handler was given up at event ${observation.sequence} (${observation.reason}).`;
    case 'idle':
      return 'Nothing runs on the line: the caller hears silence.';
    default:
      return undefined;
  }
}
