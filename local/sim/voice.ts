import type { TextToSpeech } from '../../lambda/core/ports';
import { durationOfLineWav, wavOfLine } from '../../lambda/core/speech/wav';
import type { LocalClock } from '../clock';
import { linePcmOf } from '../../lambda/adapters/audio/line-pcm';
import { espeak } from './espeak';
import { murmur } from './murmur';

/** How fast a simulated voice is: a start, and a share of the time that the audio lasts. */
export interface VoicePace {
  startMs: number;
  shareOfAudio: number;
}

/** Makes line audio (8 kHz, 16-bit, mono) of a text. */
export type Speak = (text: string, language: string) => Promise<Int16Array>;

/** Makes a WAV file of a text; undefined where there is no engine for it. */
export type Engine = (text: string, language: string) => Promise<Uint8Array | undefined>;

/** Offline speech: eSpeak NG where it is installed, else a murmur of the right length. Said twice, made once. */
export function offlineSpeech(
  clock: LocalClock,
  { words = true, engine = espeak }: { words?: boolean; engine?: Engine } = {},
): Speak {
  const made = new Map<string, Promise<Int16Array>>();
  return (text, language) => {
    const key = `${language} ${text}`;
    const audio =
      made.get(key) ??
      clock.during(async () => (words ? await speech(text, language, engine) : murmur(text)));
    made.set(key, audio);
    return audio;
  };
}

async function speech(text: string, language: string, engine: Engine): Promise<Int16Array> {
  const wav = await engine(text, language);
  return wav ? linePcmOf(wav, 'eSpeak NG') : murmur(text);
}

/** A voice without a provider. */
export class SimVoice implements TextToSpeech {
  constructor(
    private readonly clock: LocalClock,
    private readonly pace: VoicePace,
    private readonly speech: Speak,
  ) {}

  async speak({ text, voice, signal }: Parameters<TextToSpeech['speak']>[0]): Promise<Uint8Array> {
    const wav = wavOfLine(await this.speech(text, voice.language));
    await this.clock.sleep(this.pace.startMs + durationOfLineWav(wav) * this.pace.shareOfAudio, signal);
    signal.throwIfAborted();
    return wav;
  }
}
