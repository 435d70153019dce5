import type { Observation } from '../../sma';

/** How the states of a call show on the line. A row more is a state more in which a caller may do something. */
export const STATES = {
  ringing: ({ type }) => type === 'event-sent',
  greeting: ({ type }) => type === 'audio-started',
  listening: (one) => one.type === 'action-started' && one.action.Type === 'RecordAudio',
  digits: (one) => one.type === 'action-started' && /GetDigits$/.test(one.action.Type),
  thinking: (one) => one.type === 'action-finished' && one.action.Type === 'RecordAudio',
  holding: (one) => one.type === 'action-started' && one.action.Type === 'Pause',
  speaking: (one) => one.type === 'audio-started' && one.key?.startsWith('calls/') === true,
  transferring: (one) => one.type === 'action-started' && one.action.Type === 'CallAndBridge',
  bridged: ({ type }) => type === 'leg-joined',
  ending: (one) => one.type === 'answer-received' && hangsUp(one.answer),
} as const satisfies Record<string, (observation: Observation) => boolean>;
export type State = keyof typeof STATES;

function hangsUp(answer: unknown): boolean {
  const { Actions = [] } = (answer ?? {}) as { Actions?: { Type: string }[] };
  return Actions.some(({ Type }) => Type === 'Hangup');
}
