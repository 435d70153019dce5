import type { Verb } from '../stage';

const COMMA_MS = 500;
const DEFAULT_TONE_MS = 250;

/** Takes the time of the tones; the tones themselves are not on the track. */
export const sendDigits: Verb<'SendDigits'> = async ({ Parameters }, stage) => {
  const { Digits, ToneDurationInMilliseconds = DEFAULT_TONE_MS } = Parameters;
  const times = [...Digits].map((digit) => (digit === ',' ? COMMA_MS : ToneDurationInMilliseconds));
  const ms = times.reduce((sum, time) => sum + time, 0);
  await stage.surroundings.clock.sleep(ms, stage.signal);
  if (stage.signal.aborted) return undefined;
  stage.observe({ type: 'digits-sent', leg: stage.leg.tag, digits: Digits });
  return {};
};
