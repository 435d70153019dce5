import { LINE_RATE } from './wav';

const FRAME_MS = 20;
const FRAME = (LINE_RATE * FRAME_MS) / 1000;

/** Root mean square that a frame of speech reaches: -50 dB of full scale. Noise of a quiet line is at -60 dB. */
const SPEECH_LEVEL = 100;

/** Frames in a row that make speech: 80 ms. A shortest "no" has more, a click or a pop on the line fewer. */
const SPEECH_FRAMES = 4;

/**
 * Whether line audio (8 kHz, 16-bit, mono) may hold speech. Errs on the side of yes: a recogniser that hears
 * nothing costs a moment, a caller who is not heard costs the call.
 */
export function hasSpeech(pcm: Int16Array): boolean {
  let loud = 0;
  for (let from = 0; from + FRAME <= pcm.length; from += FRAME) {
    loud = levelOf(pcm.subarray(from, from + FRAME)) >= SPEECH_LEVEL ? loud + 1 : 0;
    if (loud === SPEECH_FRAMES) return true;
  }
  return false;
}

/** How long line audio holds what may be speech, in milliseconds. What is too short for speech does not count. */
export function voicedMsOf(pcm: Int16Array): number {
  let frames = 0;
  let loud = 0;
  for (let from = 0; from + FRAME <= pcm.length; from += FRAME) {
    loud = levelOf(pcm.subarray(from, from + FRAME)) >= SPEECH_LEVEL ? loud + 1 : 0;
    if (loud === SPEECH_FRAMES) frames += SPEECH_FRAMES;
    else if (loud > SPEECH_FRAMES) frames++;
  }
  return frames * FRAME_MS;
}

/** Root mean square around the mean: A-law and µ-law lines idle beside zero. */
function levelOf(frame: Int16Array): number {
  let sum = 0;
  let squares = 0;
  for (const sample of frame) {
    sum += sample;
    squares += sample * sample;
  }
  const mean = sum / frame.length;
  return Math.sqrt(Math.max(0, squares / frame.length - mean * mean));
}
