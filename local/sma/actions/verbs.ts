import type { Action } from '../../../lambda/call/chime/actions';
import type { ActionData, Stage, Verb } from '../stage';
import { callAndBridge } from './call-and-bridge';
import {
  pauseCallRecording,
  resumeCallRecording,
  startCallRecording,
  stopCallRecording,
} from './call-recording';
import { playAudioAndGetDigits, speakAndGetDigits } from './get-digits';
import { hangup } from './hangup';
import { notHere } from './not-here';
import { pause } from './pause';
import { playAudio } from './play-audio';
import { receiveDigits } from './receive-digits';
import { recordAudio } from './record-audio';
import { sendDigits } from './send-digits';
import { speak } from './speak';

const meetings = notHere('the local runtime has no Chime meetings');

const VERBS: { [T in Action['Type']]: Verb<T> } = {
  Speak: speak,
  PlayAudio: playAudio,
  SpeakAndGetDigits: speakAndGetDigits,
  PlayAudioAndGetDigits: playAudioAndGetDigits,
  ReceiveDigits: receiveDigits,
  SendDigits: sendDigits,
  Pause: pause,
  RecordAudio: recordAudio,
  Hangup: hangup,
  CallAndBridge: callAndBridge,
  StartCallRecording: startCallRecording,
  StopCallRecording: stopCallRecording,
  PauseCallRecording: pauseCallRecording,
  ResumeCallRecording: resumeCallRecording,
  JoinChimeMeeting: meetings,
  ModifyChimeMeetingAttendees: meetings,
  VoiceFocus: notHere('the local runtime has no noise suppression'),
  StartBotConversation: notHere('the local runtime has no Lex bots'),
};

/** Carries out an action; see {@link Verb}. */
export function carryOut(action: Action, stage: Stage): Promise<ActionData | undefined> {
  const verb = VERBS[action.Type] as Verb<Action['Type']>;
  return verb(action, stage);
}

/** The first of these answers the call. Source: developer guide, "Receiving an inbound call". */
export const ANSWERS_THE_CALL: ReadonlySet<Action['Type']> = new Set<Action['Type']>([
  'PlayAudio',
  'Speak',
  'RecordAudio',
  'PlayAudioAndGetDigits',
  'SpeakAndGetDigits',
  'CallAndBridge',
]);

/** What a later answer may cut short. Source: developer guide, "Updating in-progress calls". */
export const INTERRUPTIBLE: ReadonlySet<Action['Type']> = new Set<Action['Type']>([
  'PlayAudio',
  'RecordAudio',
  'Pause',
]);
