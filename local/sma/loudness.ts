export const FRAME_MS = 20;

/**
 * RecordAudio's SilenceThreshold as decibels. The guide says 1 is at most 30 dB, 100 is 40 to 50, 200 about 60
 * and 1000 about 75; between these points the runtime draws straight lines.
 */
const DECIBELS: readonly (readonly [threshold: number, decibels: number])[] = [
  [1, 30],
  [100, 45],
  [200, 60],
  [1000, 75],
];
export const DEFAULT_SILENCE_THRESHOLD = 200;

/**
 * The loudness, as root mean square of 16-bit samples, up to which a frame is silence.
 *
 * Assumption: the guide does not say what its decibels refer to. Taken over one step of a 16-bit sample, full
 * scale is 90 dB and the default of 60 dB is a level of 1000, which speech on a telephone line exceeds and
 * the noise of a room does not.
 */
export function silenceLevel(threshold: number): number {
  return 10 ** (decibelsOf(threshold) / 20);
}

export function levelOf(frame: Int16Array): number {
  let squares = 0;
  for (const sample of frame) squares += sample * sample;
  return frame.length === 0 ? 0 : Math.sqrt(squares / frame.length);
}

function decibelsOf(threshold: number): number {
  const upper = DECIBELS.findIndex(([point]) => point >= threshold);
  const [highPoint, high] = DECIBELS[upper] ?? [threshold, 75];
  const [lowPoint, low] = DECIBELS[upper - 1] ?? [highPoint, high];
  return highPoint === lowPoint
    ? high
    : low + ((high - low) * (threshold - lowPoint)) / (highPoint - lowPoint);
}
