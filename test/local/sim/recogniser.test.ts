import { wavOfLine } from '../../../lambda/core/speech/wav';
import { VirtualClock } from '../../../local/clock';
import { murmur } from '../../../local/sim/murmur';
import { SimRecogniser, UNTOLD } from '../../../local/sim/recogniser';

const signal = new AbortController().signal;
const recording = wavOfLine(murmur('When are you open?'));

it('hears the words that it was told, after the time it takes', async () => {
  const clock = new VirtualClock(0);
  const recogniser = new SimRecogniser(clock, 250);
  recogniser.tell(recording, 'When are you open?');
  expect(await recogniser.transcribe({ wav: recording, signal })).toEqual({ text: 'When are you open?' });
  expect(clock.now()).toBe(250);
});

it('knows a recording by its sound, not by the object', async () => {
  const recogniser = new SimRecogniser(new VirtualClock(), 0);
  recogniser.tell(recording, 'Hello');
  expect(await recogniser.transcribe({ wav: recording.slice(), signal })).toEqual({ text: 'Hello' });
});

it('measures speech whose words nobody told it', async () => {
  const { text } = await new SimRecogniser(new VirtualClock(), 0).transcribe({ wav: recording, signal });
  expect(text).toBe('(speech of 1.1 s)');
  expect(text).toMatch(UNTOLD);
});

it('stops when it is told to', async () => {
  const recogniser = new SimRecogniser(new VirtualClock(), 250);
  await expect(recogniser.transcribe({ wav: recording, signal: AbortSignal.abort() })).rejects.toThrow(
    /abort/i,
  );
});
