import type { Action } from '../../../lambda/call/chime/actions';
import { newConversation } from '../../../lambda/core/conversation/state';
import { anAgent } from '../../builders/agent';
import { aPolicy } from '../../builders/policy';
import { actionDone, actionFailed, BUCKET, CALL_ID, LEG_A, newCall } from '../../builders/sma-event';
import { CallDesk } from './call-desk';

const leg = { CallId: LEG_A };
const of = (Type: string, Parameters: object = leg) => ({ Type, Parameters }) as unknown as Action;
const SPEAK = of('Speak', { ...leg, Text: 'Namaste.' });
const HOLD = of('Pause', { ParticipantTag: 'LEG-A', DurationInMilliseconds: '500' });

/** A call whose latest answer was this. */
async function callThatDoes(...Actions: Action[]): Promise<CallDesk> {
  const desk = new CallDesk({ agent: anAgent() });
  await desk.send(newCall());
  const { engagement } = desk.kept.snapshots.get(CALL_ID)!;
  await desk.kept.commit(CALL_ID, {
    version: 2,
    conversation: {
      ...newConversation(desk.clock.now()),
      policy: aPolicy(),
      phase: 'greeting',
      recording: 'noticed',
    },
    engagement,
    answers: [{ sequence: 2, answer: { SchemaVersion: '1.0', Actions } }],
  });
  return desk;
}

const recordingOf = (desk: CallDesk) => desk.kept.snapshots.get(CALL_ID)?.conversation.recording;

describe('a recording that fails does not end the call', () => {
  test('what stood behind it is done, and the record will say that it failed', async () => {
    const desk = await callThatDoes(of('StartCallRecording', START), SPEAK, HOLD);
    const { Actions } = await desk.answerTo(actionFailed(3, 'StartCallRecording'));
    expect(Actions).toEqual([SPEAK, HOLD]);
    expect(recordingOf(desk)).toBe('failed');
    expect(desk.phase).toBe('greeting');
    expect(desk.log.messages('warn')).toContain('action failed');
  });

  test('one that cannot be paused is stopped, so that nothing private is on it', async () => {
    const desk = await callThatDoes(of('PauseCallRecording'), SPEAK, HOLD);
    const { Actions } = await desk.answerTo(actionFailed(3, 'PauseCallRecording'));
    expect(Actions).toEqual([of('StopCallRecording'), SPEAK, HOLD]);
    const after = await desk.answerTo(actionFailed(4, 'StopCallRecording'));
    expect(after.Actions).toEqual([SPEAK, HOLD]);
  });

  test('nothing else is done about it in the same list', async () => {
    const desk = await callThatDoes(of('PauseCallRecording'), SPEAK, of('ResumeCallRecording'), HOLD);
    const { Actions } = await desk.answerTo(actionFailed(3, 'PauseCallRecording'));
    expect(Actions.map(({ Type }) => Type)).toEqual(['StopCallRecording', 'Speak', 'Pause']);
  });

  test('what took the place of its list meanwhile is done', async () => {
    const desk = await callThatDoes(SPEAK, HOLD);
    const { Actions } = await desk.answerTo(actionFailed(3, 'ResumeCallRecording'));
    expect(Actions).toEqual([SPEAK, HOLD]);
  });
});

test('a list that ends with a recording is followed by the next thing', async () => {
  const desk = await callThatDoes(of('StartCallRecording', START));
  expect(await desk.send(actionDone(3, 'StartCallRecording'))).toEqual(['RecordAudio']);
});

const START = {
  ...leg,
  Track: 'BOTH',
  Destination: { Type: 'S3', Location: `${BUCKET}/call-recordings/${CALL_ID}` },
};
