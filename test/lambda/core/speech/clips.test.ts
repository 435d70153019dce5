import { clipKeyOf } from '../../../../lambda/core/speech/clips';

const voice = { tts: 'sim/voice', voice: 'asha', language: 'en-IN' };
const asHex = (text: string) => Buffer.from(text).toString('hex');
const key = (text: string, changes: Partial<typeof voice> = {}) =>
  clipKeyOf(text, { ...voice, ...changes }, asHex);

describe('the key of a clip', () => {
  test('is the same for the same words in the same voice', () => {
    expect(key('One moment, please.')).toBe(key('One moment, please.'));
    expect(key('One moment, please.')).toMatch(/^clips\/[0-9a-f]+\.wav$/);
  });

  test('is another one for other words, another model, another voice or another language', () => {
    const keys = [
      key('a'),
      key('b'),
      key('a', { tts: 'x/y' }),
      key('a', { voice: 'b' }),
      key('a', { language: 'hi' }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('does not take the end of one part for the beginning of the next', () => {
    expect(key('a', { tts: 'x/y","z' })).not.toBe(key('z', { tts: 'x/y' }));
  });

  test('has a place for the voice that is the standard one', () => {
    expect(clipKeyOf('a', { ...voice, voice: undefined }, asHex)).toBe(key('a', { voice: '' }));
  });
});
