import type { Introduction } from '../core/calls/introduction';

/** Words for the caller, and the language they are in. */
export interface Speech {
  text: string;
  /** A language tag, as in hi-IN. */
  language: string;
}

/** What the carrier does next with the caller, in no carrier's words. */
export type Reply =
  | { type: 'connect'; introduction: Introduction }
  /** The human sees `number`, the called one: the caller's own is not ours to show on a call that we make. */
  | { type: 'transfer'; speech: Speech; to: string; number: string }
  | { type: 'farewell'; speech: Speech }
  | { type: 'hang-up' };
