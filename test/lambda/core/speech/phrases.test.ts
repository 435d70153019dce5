import { missingPhrases, PHRASES, phrasesFor, STOCK_LANGUAGES } from '../../../../lambda/core/speech/phrases';

describe('stock phrases', () => {
  test('are there in English and Hindi', () => {
    expect(STOCK_LANGUAGES).toEqual(expect.arrayContaining(['en', 'hi']));
  });

  test.each(STOCK_LANGUAGES)(
    'are complete in %s, each short enough to be spoken by the platform',
    (language) => {
      const phrases = phrasesFor(language);
      expect(Object.keys(phrases).sort()).toEqual([...PHRASES].sort());
      for (const phrase of Object.values(phrases)) {
        expect(phrase.trim()).toBe(phrase);
        expect(phrase.length).toBeGreaterThan(5);
        expect(phrase.length).toBeLessThanOrEqual(500);
      }
      expect(missingPhrases(language, {})).toEqual([]);
    },
  );

  test('Hindi is written in Devanagari', () => {
    for (const phrase of Object.values(phrasesFor('hi-IN')))
      expect(phrase.replace('{{left}}', '')).toMatch(/^[\p{Script=Devanagari}\s,।?]+$/u);
  });

  test('follow the language, not the country', () => {
    expect(phrasesFor('hi-IN')).toEqual(phrasesFor('hi'));
    expect(phrasesFor('en-GB')).toEqual(phrasesFor('en-US'));
  });

  test("take the owner's wording where there is one", () => {
    expect(phrasesFor('en-IN', { filler: 'Just a second.' })).toEqual({
      ...phrasesFor('en'),
      filler: 'Just a second.',
    });
  });

  test('are English where a language has none, and say which are missing', () => {
    expect(phrasesFor('ta-IN')).toEqual(phrasesFor('en'));
    expect(missingPhrases('ta-IN', { filler: 'ஒரு நிமிடம்.' })).toEqual(
      PHRASES.filter((name) => name !== 'filler'),
    );
  });
});
