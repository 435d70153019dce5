import type { Outcome, ReplyPart, TurnInput } from '../calls/records';

/** What the media plane is to do, in order. */
export type Command =
  /** Say `text` in the agent's voice; with `plain`, in a voice of the platform's own, which needs no provider. */
  | { type: 'say'; text: string; language: string; plain?: boolean }
  | { type: 'play'; parts: ReplyPart[] }
  /** Take what the caller says, until `silenceSeconds` of silence, a key, or `maxSeconds`. */
  | { type: 'listen'; maxSeconds: number; silenceSeconds: number; silenceThreshold: number }
  /** Take keyed digits until a pause of `gapSeconds` or the hash key. */
  | { type: 'collect-digits'; gapSeconds: number }
  /** Keep the line, silent, for a moment. */
  | { type: 'hold'; ms: number }
  | { type: 'transfer'; to: string; timeoutSeconds: number }
  | { type: 'hang-up'; everyone: boolean };

/** What is to be done beside the line. Every effect may be carried out twice without harm. */
export type Effect =
  /** Render what the agent says on its own, as far as it is not there yet. */
  | { type: 'prepare'; texts: string[] }
  | { type: 'think'; turn: number; input: TurnInput }
  /** Look for what follows the first `from` parts of the reply, for `forMs` at the longest. */
  | { type: 'await-reply'; turn: number; from: number; forMs: number }
  | { type: 'conclude'; outcome: Outcome; at: number; code?: number };
