import type { Verb } from '../stage';

export const pause: Verb<'Pause'> = async ({ Parameters }, { surroundings, signal }) => {
  await surroundings.clock.sleep(Number(Parameters.DurationInMilliseconds), signal);
  return signal.aborted ? undefined : {};
};
