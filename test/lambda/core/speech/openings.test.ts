import { cutOpening, openingsFor } from '../../../../lambda/core/speech/openings';

const READY = new Map([
  ['Yes,', 400],
  ['No,', 400],
  ['Of course,', 800],
  ['जी,', 300],
  ['जी हाँ,', 600],
]);

describe('openings', () => {
  test('follow the language, not the country, and are few', () => {
    expect(openingsFor('en-IN')).toContain('Yes,');
    expect(openingsFor('hi-IN')).toContain('जी हाँ,');
    expect(openingsFor('fr-FR')).toEqual([]);
    for (const language of ['en', 'hi']) {
      const openings = openingsFor(language);
      expect(new Set(openings).size).toBe(openings.length);
      expect(openings.length).toBeLessThanOrEqual(15);
      expect(openings.filter((opening) => !/^[\p{L}\p{M}' ]+,$/u.test(opening))).toEqual([]);
    }
  });

  test.each([
    ['by a comma', 'Yes, we are open on Saturday.', 'Yes,', 'we are open on Saturday.'],
    ['by a full stop', 'Yes. We are open on Saturday.', 'Yes.', 'We are open on Saturday.'],
    ['by an exclamation mark', 'Of course! I will book it.', 'Of course!', 'I will book it.'],
    ['by a danda', 'जी। हम खुले हैं।', 'जी।', 'हम खुले हैं।'],
    ['and is the longer of two', 'जी हाँ, हम शनिवार को खुले हैं।', 'जी हाँ,', 'हम शनिवार को खुले हैं।'],
    ['and is written with a capital or not', 'of Course, do come.', 'of Course,', 'do come.'],
    ['and is all that is said', 'Of course.', 'Of course.', ''],
  ])('is cut off a sentence when it ends %s', (_, sentence, said, rest) => {
    const ready = [...READY.keys()].find(
      (one) => one.slice(0, -1).toLowerCase() === said.slice(0, -1).toLowerCase(),
    );
    expect(cutOpening(sentence, READY)).toEqual({ opening: ready, said, rest });
  });

  test.each([
    ['goes on without a mark', 'Yes we are open.'],
    ['is the beginning of a word', 'Nobody, I am afraid, is here.'],
    ['is a question', 'Yes? How can I help?'],
    ['abbreviates a number', 'No. 5 is the one.'],
    ['belongs to what follows', 'Yes,sir.'],
    ['stands elsewhere', 'We say, Yes, do come.'],
    ['does not lie ready', 'Sure, do come.'],
  ])('is not cut off when it %s', (_, sentence) => {
    expect(cutOpening(sentence, READY)).toBeUndefined();
  });

  test('is cut off when it lasts until the rest is spoken, and not one letter more', () => {
    const rest = 'a'.repeat(40);
    expect(cutOpening(`Yes, ${rest}`, READY)).toMatchObject({ rest });
    expect(cutOpening(`Yes, ${rest}a`, READY)).toBeUndefined();
  });
});
