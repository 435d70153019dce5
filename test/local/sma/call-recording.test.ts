import { BUCKET, HANG_UP, hangUp, pause, scene, speak } from './support';

const of = (Type: string, more: object = {}) => ({ Type, Parameters: { ParticipantTag: 'LEG-A', ...more } });
const start = (Location = `${BUCKET}/call-recordings/call-1`) =>
  of('StartCallRecording', { Track: 'BOTH', Destination: { Type: 'S3', Location } });
const stop = of('StopCallRecording');
const interrupt = of('PauseCallRecording');
const resume = of('ResumeCallRecording');

test('a call is recorded, paused, recorded again and stopped, and only then its place is told', async () => {
  const { end } = scene([
    ['NEW_INBOUND_CALL', [speak('hi'), start()]],
    ['ACTION_SUCCESSFUL', [interrupt]],
    ['ACTION_SUCCESSFUL', [resume]],
    ['ACTION_SUCCESSFUL', [stop]],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  const { events } = await end();
  expect(events[1]?.ActionData).not.toHaveProperty('CallRecordingDestination');
  expect(events[4]?.ActionData).toMatchObject({
    Type: 'StopCallRecording',
    CallRecordingDestination: { Type: 'S3', Location: `${BUCKET}/call-recordings/call-1` },
  });
});

test.each([
  ['begun before the call is answered', [start()], 'not answered'],
  ['begun twice', [speak('hi'), start(), start()], 'already'],
  ['begun into another bucket', [speak('hi'), start('elsewhere/x')], 'cannot write'],
  ['stopped where none runs', [speak('hi'), stop], 'not being recorded'],
  ['paused where none runs', [speak('hi'), interrupt], 'not running'],
  ['paused twice', [speak('hi'), start(), interrupt, interrupt], 'not running'],
  ['resumed where none is paused', [speak('hi'), start(), resume], 'not paused'],
  ['paused after it was stopped', [speak('hi'), start(), stop, interrupt], 'not running'],
])('a recording that is %s is refused, and the rest of the list forgotten', async (_, actions, reason) => {
  const { end, observations } = scene([
    ['NEW_INBOUND_CALL', [...actions, pause(60_000)]],
    ['ACTION_FAILED', [speak('sorry'), hangUp()]],
  ]);
  const { events } = await end();
  expect(events[1]?.ActionData?.ErrorMessage).toContain(reason);
  expect(observations.some((one) => one.type === 'action-started' && one.action.Type === 'Pause')).toBe(
    false,
  );
});
