import { tone, toPcm16, wav16 } from '../builders/sound';
import { Refusal, type FakeService } from './fake-provider';

/** A recording that a recogniser was given. */
export interface Heard {
  model: string;
  /** The language as the provider was told it; undefined: it had to find out. */
  language: string | undefined;
  /** Its samples: 8 kHz, 16-bit, mono, without a header. */
  pcm: Buffer;
}

/** A fake of a service that recognises speech. */
export interface FakeRecogniser extends FakeService {
  /** What is heard in every recording. */
  transcript: string;
  /** The recordings that were recognised, in their order. */
  readonly heard: readonly Heard[];
}

/** A text that a voice was given. */
export interface Spoken {
  model: string;
  text: string;
  voice: string | undefined;
  /** The language as the provider was told it; undefined: the voice or the text says it. */
  language: string | undefined;
}

/** A fake of a service that speaks. It makes {@link soundOf} of every text. */
export interface FakeVoice extends FakeService {
  readonly spoken: readonly Spoken[];
}

export const SOUND_HERTZ = 440;

/** What every fake makes of a text: a tone of 10 ms a character, at the rate that the request asked for. */
export function soundOf(text: string, rate = 8000, amplitude = 0.5): Int16Array {
  return toPcm16(tone(SOUND_HERTZ, rate, text.length * 10, amplitude));
}

/** {@link soundOf} in a WAV file whose header tells the truth. */
export function wavOf(text: string, rate = 8000): Uint8Array {
  return wav16(soundOf(text, rate), rate);
}

/** The samples of a recording in a WAV file. @throws Refusal unless it is line audio: 8 kHz, 16-bit, mono. */
export function pcmOfLineWav(file: Uint8Array): Buffer {
  const bytes = Buffer.from(file);
  const head = wav16(new Int16Array((bytes.length - 44) / 2), 8000).subarray(0, 44);
  if (bytes.length > 44 && bytes.subarray(0, 44).equals(head)) return bytes.subarray(44);
  throw new Refusal(400, 'invalid_audio', 'The recording is no WAV file of 8 kHz, 16 bits, mono');
}
