import type { VoiceOf } from '../agents/agent';
import type { Conversation } from '../conversation/state';

/** Who answers a call: settled when it comes in, and kept until it ends whatever is deployed meanwhile. */
export interface Engagement {
  agent: { id: string; version: string };
  voice: VoiceOf;
  /** Values for the prompt's `{{variables}}`. */
  variables: Record<string, string>;
  /** The company's number, E.164. */
  number: string;
  /** On a call that we make: the reference under which it was dialled. */
  dial?: string;
  /** Who is at the other end: E.164, or whatever the carrier says, as in "anonymous". */
  caller: string;
}

/** `CALL#<callId> / STATE`: the conversation, and the answers given last, for events delivered twice. */
export interface CallSnapshot {
  /** Counts the commits, from 1. */
  version: number;
  conversation: Conversation;
  /** Absent when the call was turned away. */
  engagement?: Engagement;
  /** The call is over or about to be, but its wrap-up could not be started. */
  wrapUpDue?: boolean;
  /** The latest answers by the sequence number of their event, oldest first. */
  answers: { sequence: number; answer: unknown }[];
}
