import { WaveFile } from 'wavefile';
import { durationOfLineWav, LINE_RATE, wavOfLine } from '../../../../lambda/core/speech/wav';

describe('line audio as WAV', () => {
  const pcm = Int16Array.from([0, 1, -1, 32767, -32768, 256]);

  test('is 8 kHz, 16-bit, mono, with the samples as they were', () => {
    const wav = new WaveFile(wavOfLine(pcm));
    expect(wav.fmt).toMatchObject({
      audioFormat: 1,
      numChannels: 1,
      sampleRate: 8000,
      bitsPerSample: 16,
      byteRate: 16000,
      blockAlign: 2,
    });
    expect([...wav.getSamples(false, Int16Array)]).toEqual([...pcm]);
  });

  test('tells its length in its header', () => {
    const file = wavOfLine(pcm);
    const view = new DataView(file.buffer);
    expect(file).toHaveLength(44 + 12);
    expect(view.getUint32(4, true)).toBe(file.length - 8);
    expect(view.getUint32(40, true)).toBe(12);
  });

  test('takes a part of a longer recording', () => {
    expect(wavOfLine(pcm.subarray(1, 3))).toHaveLength(44 + 4);
  });

  test('lasts as long as its samples', () => {
    expect(durationOfLineWav(wavOfLine(new Int16Array(LINE_RATE)))).toBe(1000);
    expect(durationOfLineWav(wavOfLine(new Int16Array(0)))).toBe(0);
    expect(durationOfLineWav(new Uint8Array(3))).toBe(0);
  });
});
