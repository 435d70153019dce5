import type { Action, ActionOf } from '../../lambda/call/chime/actions';
import type { AudioStore, Clock } from '../../lambda/core/ports';
import type { Leg, Party } from './leg';
import type { Happened, HungUpBy } from './observations';

/** What surrounds the runtime's calls. */
export interface Surroundings {
  clock: Clock;
  /** The one bucket there is, and its name. */
  audio: AudioStore;
  bucket: string;
  /** The voice of Speak: line audio of a text. */
  speak: (text: string, language: string) => Promise<Int16Array>;
  /** Told of each recording before the handler is; `spoken` are the words that it holds, as far as known. */
  onRecording?: (key: string, pcm: Int16Array, spoken: string[]) => void;
  /** ARN of the one Voice Connector there is, whose origination leads to the same far ends. Left out: none. */
  voiceConnector?: string;
  /** How the far end of a CallAndBridge behaves. Left out: it answers. */
  dial?: (number: string) => 'answers' | 'busy' | 'no-answer';
}

/** What actions can do to the call that they are part of. */
export interface Switchboard {
  readonly transactionId: string;
  hangUp(leg: Leg, by: HungUpBy, code: number): void;
  /** Adds a second leg, connected. Undefined when there is one already. */
  join(party: Omit<Party, 'tag' | 'direction'>): Leg | undefined;
  digitsReceived(leg: Leg, action: ActionOf<'ReceiveDigits'>, digits: string): void;
}

/** Where one action takes place. */
export interface Stage {
  surroundings: Surroundings;
  switchboard: Switchboard;
  leg: Leg;
  /** Aborts when the action has to stop: something else takes its place, or its leg has gone. */
  signal: AbortSignal;
  observe: (happened: Happened) => void;
}

/** What an action adds to its event. */
export type ActionData = Record<string, unknown>;

/**
 * Carries out one action.
 *
 * @returns undefined when it was stopped before its end.
 * @throws ActionFailed
 */
export type Verb<T extends Action['Type']> = (
  action: ActionOf<T>,
  stage: Stage,
) => Promise<ActionData | undefined>;

/** An action can't be carried out; `type` and `message` reach the handler with ACTION_FAILED. */
export class ActionFailed extends Error {
  constructor(
    readonly type: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
