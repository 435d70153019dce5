import type { ModelPace } from './model';
import type { VoicePace } from './voice';

/** How fast the simulated providers are, in milliseconds. */
export interface Pace {
  recogniserMs: number;
  model: ModelPace;
  voice: VoicePace;
}

/** Near what good hosted providers publish; the benchmark uses the same. */
export const TYPICAL: Pace = {
  recogniserMs: 250,
  model: { firstTokenMs: 300, tokensPerSecond: 40 },
  voice: { startMs: 200, shareOfAudio: 0.1 },
};

/** For tests of the machinery: as fast as the machine. */
export const INSTANT: Pace = {
  recogniserMs: 0,
  model: { firstTokenMs: 0, tokensPerSecond: Infinity },
  voice: { startMs: 0, shareOfAudio: 0 },
};
