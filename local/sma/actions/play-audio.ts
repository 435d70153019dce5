import { play, soundOfObject } from '../sound';
import type { Verb } from '../stage';

/** A terminator ends the playing as if the audio had ended. */
export const playAudio: Verb<'PlayAudio'> = async ({ Parameters }, stage) => {
  const { AudioSource, PlaybackTerminators = [], Repeat = '1' } = Parameters;
  const sound = await soundOfObject(AudioSource, stage.surroundings);
  await stage.leg.keypad.until(PlaybackTerminators, async (pressed) => {
    const signal = AbortSignal.any([stage.signal, pressed]);
    for (let round = 0; round < Number(Repeat) && !signal.aborted; round++) await play(sound, stage, signal);
  });
  return stage.signal.aborted ? undefined : {};
};
