import { play, soundOfSpeech } from '../sound';
import type { Verb } from '../stage';

export const speak: Verb<'Speak'> = async ({ Parameters }, stage) => {
  await play(await soundOfSpeech(Parameters, stage.surroundings), stage, stage.signal);
  return stage.signal.aborted ? undefined : {};
};
