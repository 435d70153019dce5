import { hasSpeech as holdsSpeech } from '../../../lambda/core/speech/loudness';
import { durationOfLineWav, wavOfLine } from '../../../lambda/core/speech/wav';
import { VirtualClock } from '../../../local/clock';
import { espeak, hasSpeech } from '../../../local/sim/espeak';
import { murmur } from '../../../local/sim/murmur';
import { offlineSpeech, SimVoice } from '../../../local/sim/voice';
import { wav16 } from '../../builders/sound';

const signal = new AbortController().signal;
const seconds = (pcm: Int16Array) => pcm.length / 8000;

describe('eSpeak NG', () => {
  it('is there in this repository', () => {
    expect(hasSpeech()).toBe(true);
  });

  it.each([
    ['en-IN', 'Good morning, how can I help you?'],
    ['hi-IN', 'नमस्ते, मैं आपकी क्या मदद कर सकती हूँ?'],
  ])('speaks %s', async (language, text) => {
    const pcm = await offlineSpeech(new VirtualClock())(text, language);
    expect(holdsSpeech(pcm)).toBe(true);
    expect(seconds(pcm)).toBeGreaterThan(1);
    expect(seconds(pcm)).toBeLessThan(6);
  });

  it('speaks texts that come at the same time, each whole', async () => {
    const texts = ['One.', 'Twenty-two thousand and three hundred.', 'Three.'];
    const together = await Promise.all(texts.map((text) => espeak(text, 'en')));
    for (const [i, text] of texts.entries()) expect(together[i]).toEqual(await espeak(text, 'en'));
  });
});

describe('offline speech', () => {
  it('is a murmur where no engine is installed', async () => {
    const speak = offlineSpeech(new VirtualClock(), { engine: async () => undefined });
    expect(await speak('Good morning', 'en-IN')).toEqual(murmur('Good morning'));
  });

  it('is a murmur where words are not wanted, and asks no engine', async () => {
    const engine = () => Promise.reject(new Error('the engine was asked'));
    const speak = offlineSpeech(new VirtualClock(), { words: false, engine });
    expect(await speak('Good morning', 'en-IN')).toEqual(murmur('Good morning'));
  });

  it('makes a text once in each language, and takes no time of the clock', async () => {
    const clock = new VirtualClock(0);
    const made: string[] = [];
    const engine = async (text: string, language: string) => {
      made.push(`${language} ${text}`);
      return wav16(murmur(text), 8000);
    };
    const speak = offlineSpeech(clock, { engine });
    await Promise.all([speak('Hello', 'en-IN'), speak('Hello', 'en-IN'), speak('Hello', 'hi-IN')]);
    await speak('Hello', 'en-IN');
    expect(made).toEqual(['en-IN Hello', 'hi-IN Hello']);
    expect(clock.now()).toBe(0);
  });
});

describe('a murmur', () => {
  it('is speech to an ear for loudness, and lasts as long as its text', () => {
    expect(holdsSpeech(murmur('Good morning'))).toBe(true);
    expect(seconds(murmur('Good morning, how are you?'))).toBeGreaterThan(seconds(murmur('Good morning')));
    expect(holdsSpeech(murmur(''))).toBe(true);
  });
});

it('a voice takes a start and its share of the time that the audio lasts', async () => {
  const clock = new VirtualClock(0);
  const voice = new SimVoice(clock, { startMs: 200, shareOfAudio: 0.1 }, async () => new Int16Array(8000));
  const wav = await voice.speak({
    text: 'Hello',
    voice: { tts: 'sim/tts', voice: undefined, language: 'en' },
    signal,
  });
  expect(wav).toEqual(wavOfLine(new Int16Array(8000)));
  expect(durationOfLineWav(wav)).toBe(1000);
  expect(clock.now()).toBe(300);
});
