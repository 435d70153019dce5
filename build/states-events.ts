import type { EventType } from '../lambda/call/chime/events';

/** An event as the table of `docs/states.md` shows it. `detail` says in words what `data` holds. */
export interface Example {
  event: EventType;
  action?: string;
  detail?: string;
  data?: Record<string, unknown>;
}

const RECORDING = { RecordingDestination: { Type: 'S3', BucketName: 'bucket', Key: 'recording.wav' } };

/** Every type of event, and every action that the call handler asks for. */
export const EVENTS: readonly Example[] = [
  { event: 'NEW_INBOUND_CALL' },
  { event: 'NEW_OUTBOUND_CALL' },
  { event: 'RINGING' },
  { event: 'CALL_ANSWERED' },
  { event: 'ACTION_SUCCESSFUL', action: 'PlayAudio' },
  { event: 'ACTION_SUCCESSFUL', action: 'Speak' },
  { event: 'ACTION_SUCCESSFUL', action: 'Pause' },
  {
    event: 'ACTION_SUCCESSFUL',
    action: 'RecordAudio',
    detail: 'silence or the longest time',
    data: RECORDING,
  },
  {
    event: 'ACTION_SUCCESSFUL',
    action: 'RecordAudio',
    detail: 'the hash key',
    data: { ...RECORDING, RecordingTerminatorUsed: '#' },
  },
  {
    event: 'ACTION_SUCCESSFUL',
    action: 'RecordAudio',
    detail: 'any other key',
    data: { ...RECORDING, RecordingTerminatorUsed: '4' },
  },
  { event: 'ACTION_SUCCESSFUL', action: 'RecordAudio', detail: 'no recording' },
  { event: 'ACTION_SUCCESSFUL', action: 'SpeakAndGetDigits', detail: 'digits, or none' },
  { event: 'ACTION_SUCCESSFUL', action: 'CallAndBridge' },
  { event: 'ACTION_SUCCESSFUL', action: 'Hangup' },
  { event: 'ACTION_FAILED', action: 'PlayAudio' },
  { event: 'ACTION_FAILED', action: 'Speak' },
  { event: 'ACTION_FAILED', action: 'Pause' },
  { event: 'ACTION_FAILED', action: 'RecordAudio' },
  { event: 'ACTION_FAILED', action: 'SpeakAndGetDigits' },
  { event: 'ACTION_FAILED', action: 'CallAndBridge' },
  { event: 'ACTION_FAILED', action: 'Hangup' },
  { event: 'ACTION_INTERRUPTED', action: 'RecordAudio' },
  { event: 'DIGITS_RECEIVED', action: 'ReceiveDigits' },
  {
    event: 'CALL_UPDATE_REQUESTED',
    action: 'CallUpdateRequest',
    detail: '`byon=end`',
    data: { Parameters: { Arguments: { byon: 'end' } } },
  },
  { event: 'CALL_UPDATE_REQUESTED', action: 'CallUpdateRequest', detail: 'any other argument' },
  {
    event: 'HANGUP',
    action: 'Hangup',
    detail: "the caller's leg, LEG-A",
    data: { Parameters: { ParticipantTag: 'LEG-A' } },
  },
  {
    event: 'HANGUP',
    action: 'Hangup',
    detail: "the human's leg, LEG-B",
    data: { Parameters: { ParticipantTag: 'LEG-B' } },
  },
  { event: 'INVALID_LAMBDA_RESPONSE' },
];
