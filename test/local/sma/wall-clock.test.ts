import { wavOfLine } from '../../../lambda/core/speech/wav';
import { WallClock } from '../../../local/clock';
import { SmaRuntime, type SentEvent } from '../../../local/sma';
import { answer, BUCKET, FROM, hangUp, MemoryBucket, play, TO, tone, typesOf } from './support';

test('a call takes the same course in real time', async () => {
  const bucket = new MemoryBucket();
  bucket.objects.set('short.wav', wavOfLine(tone(40)));
  const runtime = new SmaRuntime({
    clock: new WallClock(),
    audio: bucket,
    bucket: BUCKET,
    speak: () => Promise.resolve(tone(40)),
    handler: async (event) =>
      (event as SentEvent).InvocationEventType === 'NEW_INBOUND_CALL'
        ? answer(play('short.wav'))
        : answer(hangUp()),
  });
  const { events, audio } = await runtime.call({ to: TO, from: FROM }).ended;
  expect(typesOf(events)).toEqual(['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL', 'HANGUP']);
  expect(audio.agent.length).toBe(audio.caller.length);
});
