import type { Action } from '../../lambda/call/chime/actions';
import { HiddenKeys } from '../../local/hidden-keys';
import type { Happened, Observation } from '../../local/sma/observations';
import { smaEventOf } from '../builders/sma-event';
import { observed } from '../builders/played-call';

const gathering = { RepeatDurationInMilliseconds: 6000, ParticipantTag: 'LEG-A' } as const;
const audio = { Type: 'S3', BucketName: 'b', Key: 'k.wav' } as const;
const asking: Action = {
  Type: 'PlayAudioAndGetDigits',
  Parameters: { ...gathering, AudioSource: audio, FailureAudioSource: audio },
};
const freely: Action = {
  Type: 'SpeakAndGetDigits',
  Parameters: { ...gathering, SpeechParameters: { Text: '<speak/>', TextType: 'ssml' } },
};
const started = (action: Action): Happened => ({ type: 'action-started', action, leg: 'LEG-A' });
const finished = (action: Action): Happened => ({
  type: 'action-finished',
  action,
  leg: 'LEG-A',
  result: 'successful',
});
const told = (type: 'ACTION_SUCCESSFUL' | 'DIGITS_RECEIVED', action: { Type: string }, digits: string) =>
  ({
    type: 'event-sent',
    attempt: 1,
    event: smaEventOf(type, 3, { ActionData: { ...action, ReceivedDigits: digits } }),
  }) as unknown as Happened;
const pressed = (digit: string): Happened => ({ type: 'digit-pressed', digit });

function shown(...happened: [number, Happened][]): string {
  const keys = new HiddenKeys();
  return JSON.stringify(observed(...happened).map((one: Observation) => keys.hide(one)));
}

test('keys that the agent asks for are shown as pressed, not which', () => {
  const text = shown(
    [0, started(asking)],
    [100, pressed('7')],
    [200, told('DIGITS_RECEIVED', { Type: 'ReceiveDigits' }, '7')],
    [300, finished(asking)],
    [300, told('ACTION_SUCCESSFUL', asking, '73')],
    [400, told('DIGITS_RECEIVED', { Type: 'ReceiveDigits' }, '73')],
  );
  expect(text).not.toMatch(/"(digit|ReceivedDigits)":"[0-9]/);
  expect(text).toContain('••');
});

test('keys that the caller presses on their own are shown', () => {
  const text = shown(
    [0, started(freely)],
    [100, pressed('7')],
    [300, finished(freely)],
    [300, told('ACTION_SUCCESSFUL', freely, '73')],
  );
  expect(text).toContain('"digit":"7"');
  expect(text).toContain('"ReceivedDigits":"73"');
});
