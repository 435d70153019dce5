import type { Action } from '../../lambda/call/chime/actions';
import type { LegTag, SentEvent } from './events';

/** Who put the phone down: the caller, the agent (a Hangup action), the far end of a bridge, or the runtime. */
export type HungUpBy = 'caller' | 'agent' | 'human' | 'platform';

export type Happened =
  /** An event goes to the handler; `attempt` counts its deliveries, from 1. */
  | { type: 'event-sent'; event: SentEvent; attempt: number }
  /** The answer that counts, `ms` after the first delivery of its event. */
  | { type: 'answer-received'; sequence: number; answer: unknown; ms: number }
  | { type: 'answer-invalid'; sequence: number; faults: string[] }
  | { type: 'handler-failed'; sequence: number; attempt: number; error: string }
  | { type: 'handler-late'; sequence: number; attempt: number; ms: number }
  /** The handler is not asked any more: it had its chances. */
  | { type: 'handler-given-up'; sequence: number; reason: 'timeout' | 'errors' | 'invocations' }
  | { type: 'call-answered' }
  | { type: 'action-started'; action: Action; leg: LegTag }
  | { type: 'action-finished'; action: Action; leg: LegTag; result: ActionResult; error?: string }
  /** Nothing runs and no answer is awaited: the caller hears nothing, until they do something. */
  | { type: 'idle' }
  | { type: 'speech-started'; text?: string }
  | { type: 'speech-ended'; text?: string }
  | { type: 'audio-started'; leg: LegTag; pcm: Int16Array; key?: string; text?: string }
  /** `ms`: how much of it was played. */
  | { type: 'audio-ended'; leg: LegTag; ms: number; key?: string; text?: string }
  | { type: 'digit-pressed'; digit: string }
  | { type: 'digits-sent'; leg: LegTag; digits: string }
  | { type: 'leg-joined'; leg: LegTag; to: string }
  | { type: 'hung-up'; leg: LegTag; by: HungUpBy; code: number }
  | { type: 'call-ended' };

export type ActionResult = 'successful' | 'failed' | 'interrupted' | 'stopped';

/** One thing that happened in a call, at `at` milliseconds of the runtime's clock. */
export type Observation = Happened & { at: number; transactionId: string };
