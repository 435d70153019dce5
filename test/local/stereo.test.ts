import { stereoWav } from '../../local/stereo';

it('has the caller left and the agent right, at 8 kHz and 16 bit', () => {
  const wav = Buffer.from(stereoWav({ caller: Int16Array.of(1, 2, 3), agent: Int16Array.of(-1, -2, -3) }));
  expect(wav.toString('latin1', 0, 4)).toBe('RIFF');
  expect([wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)]).toEqual([
    1, 2, 8000, 16,
  ]);
  expect(wav.readUInt32LE(40)).toBe(12);
  expect(Array.from({ length: 6 }, (_, i) => wav.readInt16LE(44 + 2 * i))).toEqual([1, -1, 2, -2, 3, -3]);
});
