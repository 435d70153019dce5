import type { Failing, Happening } from '../../core/conversation/happenings';
import { isOfCallRecording } from './after-recording';
import type { SmaEvent } from './events';

/** A happening without its time. */
export type Told = Happening extends infer H ? (H extends Happening ? Omit<H, 'at'> : never) : never;

/** The argument of UpdateSipMediaApplicationCall by which an operator ends a call: `byon=end`. */
const UPDATE_ARGUMENT = 'byon';

/**
 * What an event means to a conversation, or undefined when it means nothing. The arrival of a call is not
 * here: that is any event of a call that is not known yet.
 */
export function toHappening(event: SmaEvent): Told | undefined {
  switch (event.InvocationEventType) {
    case 'ACTION_SUCCESSFUL':
      return succeeded(event);
    case 'ACTION_FAILED':
      return failed(event);
    case 'DIGITS_RECEIVED':
      return { type: 'keyed', digits: event.ActionData?.ReceivedDigits ?? '' };
    case 'CALL_UPDATE_REQUESTED':
      return updated(event);
    case 'HANGUP':
      return hungUp(event);
    case 'INVALID_LAMBDA_RESPONSE':
      return { type: 'failed', what: 'answer', reason: reasonOf(event) };
    case 'NEW_INBOUND_CALL':
    case 'NEW_OUTBOUND_CALL':
    case 'RINGING':
    case 'CALL_ANSWERED':
    case 'ACTION_INTERRUPTED':
      return undefined;
  }
}

/** A list of actions is done; the event tells of its last one. */
function succeeded({ ActionData }: SmaEvent): Told | undefined {
  switch (ActionData?.Type) {
    case 'RecordAudio': {
      const key = ActionData.RecordingTerminatorUsed;
      // The hash key ends what is said; any other key begins a number.
      if (key && key !== '#') return { type: 'pressed', digits: key };
      const recording = ActionData.RecordingDestination?.Key;
      if (!recording) return { type: 'failed', what: 'listen', reason: 'the recording has no key' };
      return { type: 'heard', input: { kind: 'recording', key: recording } };
    }
    case 'SpeakAndGetDigits':
    case 'PlayAudioAndGetDigits':
      // Whether the key that ends the digits is told among them, the guide's examples leave open.
      return { type: 'pressed', digits: (ActionData.ReceivedDigits ?? '').replace(/#$/, '') };
    case 'CallAndBridge':
      return { type: 'transferred' };
    case 'PlayAudio':
    case 'Speak':
    case 'Pause':
    case 'StartCallRecording':
    case 'StopCallRecording':
    case 'PauseCallRecording':
    case 'ResumeCallRecording':
      return { type: 'played' };
    default:
      return undefined;
  }
}

const FAILING: Record<string, Failing> = {
  PlayAudio: 'play',
  Speak: 'play',
  RecordAudio: 'listen',
  SpeakAndGetDigits: 'listen',
  PlayAudioAndGetDigits: 'listen',
  CallAndBridge: 'transfer',
  ReceiveDigits: 'keys',
};

function failed(event: SmaEvent): Told {
  const type = event.ActionData?.Type ?? '';
  if (type === 'Pause') return { type: 'played' };
  if (isOfCallRecording(type)) return { type: 'recording-lost', reason: reasonOf(event) };
  return { type: 'failed', what: FAILING[type] ?? 'answer', reason: reasonOf(event) };
}

function updated({ ActionData }: SmaEvent): Told | undefined {
  const given = ActionData?.Parameters?.['Arguments'];
  const asked =
    typeof given === 'object' && given !== null && (given as Record<string, unknown>)[UPDATE_ARGUMENT];
  return asked === 'end' ? { type: 'dismissed' } : undefined;
}

function hungUp({ ActionData }: SmaEvent): Told {
  const { ParticipantTag: tag, SipResponseCode: code } = ActionData?.Parameters ?? {};
  const by = typeof tag === 'string' && tag.toUpperCase() === 'LEG-B' ? 'human' : 'caller';
  return { type: 'hung-up', by, ...(Number.isInteger(code) ? { code: code as number } : {}) };
}

/** AWS puts the reason of a failure into one of three places. */
function reasonOf({ ActionData, ErrorType, ErrorMessage }: SmaEvent): string {
  const parts = [
    ErrorType ?? ActionData?.ErrorType,
    ErrorMessage ?? ActionData?.ErrorMessage ?? ActionData?.Error,
  ];
  return parts.filter(Boolean).join(': ') || 'no reason given';
}
