import type { EventType } from '../../lambda/call/chime/events';
import { CALLER, NUMBER } from './number';

/** Events as a SIP media application sends them: plain JSON, not what the handler's schema makes of it. */
export type RawEvent = Record<string, unknown> & {
  Sequence: number;
  InvocationEventType: EventType;
  CallDetails: RawDetails;
};
export type RawDetails = Record<string, unknown> & { TransactionId: string; Participants: RawLeg[] };
export type RawLeg = Record<string, unknown> & { ParticipantTag: string };

export const BUCKET = 'byon-audio';
export const CALL_ID = '6f1b2d44-7c1e-4c6d-9d3d-2f6a0e5b9a10';
export const LEG_A = 'c1a3f1f2-0001-4a5e-8f30-aaaaaaaaaaaa';
export const LEG_B = 'c1a3f1f2-0002-4a5e-8f30-bbbbbbbbbbbb';

/** The caller's leg. */
export function legA(changes: Record<string, unknown> = {}): RawLeg {
  return {
    CallId: LEG_A,
    ParticipantTag: 'LEG-A',
    To: NUMBER,
    From: CALLER,
    Direction: 'Inbound',
    StartTimeInMilliseconds: '1767225600000',
    Status: 'Connected',
    ...changes,
  };
}

/** The leg of a human to whom the call was transferred. */
export function legB(changes: Record<string, unknown> = {}): RawLeg {
  return {
    ...legA(),
    CallId: LEG_B,
    ParticipantTag: 'LEG-B',
    To: '+918049876543',
    Direction: 'Outbound',
    ...changes,
  };
}

export function callDetails(changes: Record<string, unknown> = {}): RawDetails {
  return {
    TransactionId: CALL_ID,
    AwsAccountId: '123456789012',
    AwsRegion: 'ap-southeast-1',
    SipRuleId: '0f0e0d0c-rule',
    SipMediaApplicationId: '0a0b0c0d-application',
    Participants: [legA()],
    ...changes,
  };
}

/** Any event; `call` changes its CallDetails. */
export function smaEventOf(
  type: EventType,
  sequence: number,
  changes: Record<string, unknown> = {},
  call: Record<string, unknown> = {},
): RawEvent {
  return {
    SchemaVersion: '1.0',
    Sequence: sequence,
    InvocationEventType: type,
    ...changes,
    CallDetails: callDetails(call),
  };
}

/** The first event of a call. `leg` changes the caller's leg, which has no status yet. */
export function newCall(leg: Record<string, unknown> = {}, call: Record<string, unknown> = {}): RawEvent {
  const unanswered = legA(leg);
  delete unanswered['Status'];
  return smaEventOf('NEW_INBOUND_CALL', 1, {}, { Participants: [unanswered], ...call });
}

/** A list of actions is done, and its last action was this one. */
export function actionDone(
  sequence: number,
  action: string,
  data: Record<string, unknown> = {},
  call: Record<string, unknown> = {},
): RawEvent {
  const { Parameters, ...rest } = data;
  return smaEventOf(
    'ACTION_SUCCESSFUL',
    sequence,
    { ActionData: { Type: action, Parameters: onLegA(Parameters), ...rest } },
    call,
  );
}

export function actionFailed(
  sequence: number,
  action: string,
  data: Record<string, unknown> = {},
  call: Record<string, unknown> = {},
): RawEvent {
  const { Parameters, ...rest } = data;
  const failure = { ErrorType: 'SystemException', ErrorMessage: 'System error while running action' };
  return smaEventOf(
    'ACTION_FAILED',
    sequence,
    { ActionData: { Type: action, Parameters: onLegA(Parameters), ...failure, ...rest } },
    call,
  );
}

export function recorded(sequence: number, data: Record<string, unknown> = {}): RawEvent {
  return actionDone(sequence, 'RecordAudio', {
    RecordingDestination: { Type: 'S3', BucketName: BUCKET, Key: `recordings/${CALL_ID}/${sequence}.wav` },
    ...data,
  });
}

/** A key ended the recording. */
export function recordedUntilKey(sequence: number, key: string): RawEvent {
  return recorded(sequence, { RecordingTerminatorUsed: key });
}

export function digitsGathered(sequence: number, digits: string): RawEvent {
  return actionDone(sequence, 'SpeakAndGetDigits', { ReceivedDigits: digits });
}

/** UpdateSipMediaApplicationCall was called with these arguments. */
export function updateRequested(sequence: number, Arguments: Record<string, string>): RawEvent {
  return smaEventOf('CALL_UPDATE_REQUESTED', sequence, {
    ActionData: { Type: 'CallUpdateRequest', Parameters: { Arguments } },
  });
}

export function hangUp(
  sequence: number,
  tag: 'LEG-A' | 'LEG-B' = 'LEG-A',
  { code = 0, participants }: { code?: number; participants?: RawLeg[] } = {},
): RawEvent {
  const CallId = tag === 'LEG-A' ? LEG_A : LEG_B;
  return smaEventOf(
    'HANGUP',
    sequence,
    { ActionData: { Type: 'Hangup', Parameters: { SipResponseCode: code, CallId, ParticipantTag: tag } } },
    { Participants: participants ?? [legA({ Status: 'Disconnected' })] },
  );
}

/** AWS refused the answer before. */
export function invalidAnswer(sequence: number): RawEvent {
  return smaEventOf('INVALID_LAMBDA_RESPONSE', sequence, {
    ErrorType: 'TransactionAttributesInvalidMapSize',
    ErrorMessage: 'Transaction Attributes has too many mappings. Maximum number of mappings is 10',
  });
}

function onLegA(parameters: unknown): Record<string, unknown> {
  return { CallId: LEG_A, ParticipantTag: 'LEG-A', ...(parameters as Record<string, unknown> | undefined) };
}
