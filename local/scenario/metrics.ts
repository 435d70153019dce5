import type { PlayedCall } from '../caller/play-call';
import { FRAME_MS, levelOf } from '../sma/loudness';
import { LINE_RATE } from '../../lambda/core/speech/wav';

const FRAME = (LINE_RATE * FRAME_MS) / 1000;
const AUDIBLE = 100;

/** Seconds from the end of each thing that the caller said to the next sound of the agent. */
export function waitsForAudio({ observations }: PlayedCall): number[] {
  const waits: number[] = [];
  let since: number | undefined;
  for (const { type, at } of observations) {
    if (type === 'speech-ended') since = at;
    if (type === 'audio-started' && since !== undefined) {
      waits.push((at - since) / 1000);
      since = undefined;
    }
  }
  return waits;
}

/** The longest time, in seconds, in which nobody could be heard. */
export function longestSilence({ report }: PlayedCall): number {
  const { caller, agent } = report.audio;
  let longest = 0;
  let current = 0;
  for (let from = 0; from + FRAME <= agent.length; from += FRAME) {
    const audible = [caller, agent].some((track) => levelOf(track.subarray(from, from + FRAME)) > AUDIBLE);
    current = audible ? 0 : current + FRAME_MS;
    longest = Math.max(longest, current);
  }
  return longest / 1000;
}

/** Seconds from the first ring to the end. */
export function lengthOf({ observations }: PlayedCall): number {
  return ((observations.at(-1)?.at ?? 0) - (observations[0]?.at ?? 0)) / 1000;
}
