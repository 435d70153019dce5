import * as z from 'zod';
import { startBotConversation } from './actions/bot';
import {
  callAndBridge,
  hangup,
  joinChimeMeeting,
  modifyChimeMeetingAttendees,
  voiceFocus,
} from './actions/connecting';
import {
  pause,
  playAudio,
  playAudioAndGetDigits,
  receiveDigits,
  sendDigits,
  speak,
  speakAndGetDigits,
} from './actions/playing';
import {
  pauseCallRecording,
  recordAudio,
  resumeCallRecording,
  startCallRecording,
  stopCallRecording,
} from './actions/recording';

export { MAX_SPEAK_CHARACTERS } from './actions/parameters';

/**
 * Actions that a SIP media application takes, with its limits. The call handler writes some of them; the local
 * runtime refuses what AWS would refuse.
 *
 * Source: Amazon Chime SDK developer guide, "Supported actions". Where the guide wants a number as a
 * string (`DurationInSeconds`), the schema does too.
 */
export const action = z.discriminatedUnion('Type', [
  speak,
  playAudio,
  speakAndGetDigits,
  playAudioAndGetDigits,
  receiveDigits,
  sendDigits,
  pause,
  recordAudio,
  startCallRecording,
  stopCallRecording,
  pauseCallRecording,
  resumeCallRecording,
  hangup,
  callAndBridge,
  joinChimeMeeting,
  modifyChimeMeetingAttendees,
  voiceFocus,
  startBotConversation,
]);
export type Action = z.infer<typeof action>;
export type ActionOf<T extends Action['Type']> = Extract<Action, { Type: T }>;

export const MAX_ACTIONS = 10;
const MAX_ATTRIBUTES = 100;
const MAX_ATTRIBUTE_BYTES = 20 * 1024;

const transactionAttributes = z
  .record(z.string(), z.string())
  .refine((map) => Object.keys(map).length <= MAX_ATTRIBUTES, `at most ${MAX_ATTRIBUTES} pairs`)
  .refine(
    (map) => Buffer.byteLength(JSON.stringify(map)) <= MAX_ATTRIBUTE_BYTES,
    `at most ${MAX_ATTRIBUTE_BYTES} bytes as JSON`,
  );

/** What the call handler answers. No actions: what is running goes on. */
export const answer = z.strictObject({
  SchemaVersion: z.literal('1.0'),
  Actions: z.array(action).max(MAX_ACTIONS),
  /** Come back with each later event. Left out: those that are set stay; otherwise these replace them. */
  TransactionAttributes: transactionAttributes.optional(),
});
export type Answer = z.infer<typeof answer>;

export const CARRY_ON: Answer = { SchemaVersion: '1.0', Actions: [] };
