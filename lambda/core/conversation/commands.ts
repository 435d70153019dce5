import type { Via } from '../agents/tools/transfer';
import type { Cut } from '../calls/cut';
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
  /** Take digits that the words before ask for; keys count from the beginning of those words. */
  | { type: 'ask-digits'; max: number; firstSeconds: number; gapSeconds: number }
  /** From now on tell of keys, whatever else goes on. Never the last command. */
  | { type: 'watch-keys' }
  /** Press keys for the other end to hear. */
  | { type: 'send-digits'; digits: string }
  /** Keep the line, silent, for a moment. */
  | { type: 'hold'; ms: number }
  | { type: 'transfer'; to: string; timeoutSeconds: number; via: Via }
  /** Play an audio object to the human whom the caller is joined with. */
  | { type: 'whisper'; key: string }
  /** Record what all on the line say, for the company. Never the last command: nothing may follow from it. */
  | { type: 'record-call'; do: 'start' | 'stop' | 'pause' | 'resume' }
  | { type: 'hang-up'; everyone: boolean };

/** What is to be done beside the line. Every effect may be carried out twice without harm. */
export type Effect =
  /** Render what the agent says on its own, as far as it is not there yet. */
  | { type: 'prepare'; texts: string[] }
  /**
   * `consentAsked`: the agent's last words have asked for consent to the recording of the call. `cut`: the reply before
   * was not heard to its end.
   */
  | {
      type: 'think';
      turn: number;
      input: TurnInput;
      failedTransfers?: number;
      consentAsked?: boolean;
      cut?: Cut;
    }
  /** Keep digits that nobody but the company's own tools may see. */
  | { type: 'keep-digits'; name: string; digits: string }
  /** Look for what follows the first `from` parts of the reply, for `forMs` at the longest. */
  | { type: 'await-reply'; turn: number; from: number; forMs: number }
  | { type: 'conclude'; outcome: Outcome; at: number; code?: number };
