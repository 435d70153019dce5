import { EVENT_TYPES, smaEvent } from '../../../../lambda/call/chime/events';
import { toHappening, type Told } from '../../../../lambda/call/chime/to-happening';
import {
  actionDone,
  actionFailed,
  digitsGathered,
  hangUp,
  invalidAnswer,
  legA,
  newCall,
  recorded,
  recordedUntilKey,
  smaEventOf,
  updateRequested,
  type RawEvent,
} from '../../../builders/sma-event';

const tells = (event: RawEvent): Told | undefined => toHappening(smaEvent.parse(event));

describe('an event that tells nothing', () => {
  test.each([
    ['a new call, since its arrival is settled before', newCall()],
    ['a call that we place', smaEventOf('NEW_OUTBOUND_CALL', 1)],
    ['ringing', smaEventOf('RINGING', 2)],
    ['an answered call', smaEventOf('CALL_ANSWERED', 3)],
    ['an interrupted action', smaEventOf('ACTION_INTERRUPTED', 4, { ActionData: { Type: 'PlayAudio' } })],
    ['an action that we never ask for', actionDone(5, 'VoiceFocus')],
    ['a success of nothing', smaEventOf('ACTION_SUCCESSFUL', 5)],
    ['a hang-up that succeeded', actionDone(6, 'Hangup')],
    ['an update that is not for us', updateRequested(7, { other: 'end' })],
    ['an update with another wish', updateRequested(7, { byon: 'sing' })],
    ['an update without arguments', smaEventOf('CALL_UPDATE_REQUESTED', 7)],
  ])('is %s', (_, event) => {
    expect(tells(event)).toBeUndefined();
  });
});

describe('an action that succeeded', () => {
  test.each(['PlayAudio', 'Speak', 'Pause'])('%s: something was played', (action) => {
    expect(tells(actionDone(2, action))).toEqual({ type: 'played' });
  });

  test('a recording: the caller was heard', () => {
    const input = { kind: 'recording', key: recordingKey() };
    expect(tells(recorded(2))).toEqual({ type: 'heard', input });
    expect(tells(recordedUntilKey(2, '#'))).toEqual({ type: 'heard', input });
    expect(tells(recorded(2, { RecordingTerminatorUsed: '' }))).toEqual({ type: 'heard', input });
  });

  test.each(['0', '5', '*'])('a recording that the key %s ended: a number begins', (key) => {
    expect(tells(recordedUntilKey(2, key))).toEqual({ type: 'pressed', digits: key });
  });

  test('a recording that is nowhere: listening failed', () => {
    expect(tells(actionDone(2, 'RecordAudio'))).toMatchObject({ type: 'failed', what: 'listen' });
  });

  test.each(['SpeakAndGetDigits', 'PlayAudioAndGetDigits'])('%s: keys were pressed, or none', (action) => {
    expect(tells(actionDone(2, action, { ReceivedDigits: '421' }))).toEqual({
      type: 'pressed',
      digits: '421',
    });
    expect(tells(actionDone(2, action, { ReceivedDigits: '421#' }))).toMatchObject({ digits: '421' });
    expect(tells(actionDone(2, action))).toEqual({ type: 'pressed', digits: '' });
    expect(tells(digitsGathered(2, ''))).toEqual({ type: 'pressed', digits: '' });
  });

  test('a bridge: the caller was transferred', () => {
    expect(tells(actionDone(2, 'CallAndBridge'))).toEqual({ type: 'transferred' });
  });

  function recordingKey() {
    const data = recorded(2)['ActionData'] as { RecordingDestination: { Key: string } };
    return data.RecordingDestination.Key;
  }
});

describe('an action that failed', () => {
  test.each([
    ['PlayAudio', 'InvalidAudioSource', 'play'],
    ['PlayAudio', 'SystemException', 'play'],
    ['PlayAudio', 'InvalidActionParameter', 'play'],
    ['Speak', 'AccessDenied', 'play'],
    ['Speak', 'ActionExecutionThrottled', 'play'],
    ['Speak', 'MissingRequiredActionParameter', 'play'],
    ['RecordAudio', 'AccessDenied', 'listen'],
    ['SpeakAndGetDigits', 'InvalidActionParameter', 'listen'],
    ['PlayAudioAndGetDigits', 'InvalidAudioSource', 'listen'],
    ['CallAndBridge', 'CallNotAnswered', 'transfer'],
    ['CallAndBridge', 'InvalidActionParameter', 'transfer'],
    ['Hangup', 'SystemException', 'answer'],
    ['SendDigits', 'SystemException', 'answer'],
    ['ReceiveDigits', 'InvalidActionParameter', 'keys'],
    ['SomethingNew', 'SomethingNew', 'answer'],
  ])('%s with %s: %s failed', (action, ErrorType, what) => {
    expect(tells(actionFailed(3, action, { ErrorType, ErrorMessage: 'It broke.' }))).toEqual({
      type: 'failed',
      what,
      reason: `${ErrorType}: It broke.`,
    });
  });

  test('a pause: it is over all the same', () => {
    expect(tells(actionFailed(3, 'Pause'))).toEqual({ type: 'played' });
  });

  test('an action without data: something failed', () => {
    expect(tells(smaEventOf('ACTION_FAILED', 3))).toEqual({
      type: 'failed',
      what: 'answer',
      reason: 'no reason given',
    });
  });

  test('a recording gives its reason in a member of its own', () => {
    const event = smaEventOf('ACTION_FAILED', 3, { ActionData: { Type: 'RecordAudio', Error: 'NoAccess' } });
    expect(tells(event)).toEqual({ type: 'failed', what: 'listen', reason: 'NoAccess' });
  });

  test('an answer that AWS refused gives its reason beside the data', () => {
    expect(tells(invalidAnswer(4))).toEqual({
      type: 'failed',
      what: 'answer',
      reason:
        'TransactionAttributesInvalidMapSize: Transaction Attributes has too many mappings. Maximum number of mappings is 10',
    });
  });
});

test('digits that were received are keys, whatever the line does', () => {
  const event = smaEventOf('DIGITS_RECEIVED', 3, {
    ActionData: { Type: 'ReceiveDigits', ReceivedDigits: '11#' },
  });
  expect(tells(event)).toEqual({ type: 'keyed', digits: '11#' });
});

test('an operator ends a call by an update', () => {
  expect(tells(updateRequested(3, { byon: 'end' }))).toEqual({ type: 'dismissed' });
});

describe('a hang-up', () => {
  test.each([
    ['the caller', hangUp(5), { by: 'caller', code: 0 }],
    ['a busy caller', hangUp(5, 'LEG-A', { code: 486 }), { by: 'caller', code: 486 }],
    ['a human', hangUp(5, 'LEG-B', { participants: [legA()] }), { by: 'human', code: 0 }],
  ])('is of %s', (_, event, told) => {
    expect(tells(event)).toEqual({ type: 'hung-up', ...told });
  });

  test('without a leg and with a code that is none is of the caller', () => {
    const event = smaEventOf('HANGUP', 5, {
      ActionData: { Type: 'Hangup', Parameters: { SipResponseCode: 'x' } },
    });
    expect(tells(event)).toEqual({ type: 'hung-up', by: 'caller' });
    expect(tells(smaEventOf('HANGUP', 5))).toEqual({ type: 'hung-up', by: 'caller' });
  });
});

test.each(EVENT_TYPES)('%s without any data is no reason to stumble', (type) => {
  expect(() => tells(smaEventOf(type, 2))).not.toThrow();
});
