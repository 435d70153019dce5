import * as fc from 'fast-check';
import {
  expectationOf,
  isUnfinished,
  joinParts,
} from '../../../../../lambda/core/speech/unfinished/unfinished';
import utterances from './utterances.json';

/** What callers say, as recognisers write it. */
describe.each([
  ['English', 'en-IN', utterances.English],
  ['Hindi', 'hi-IN', utterances.Hindi],
  ['Hinglish', 'hi-IN', utterances.Hinglish],
])('%s', (_, language, { unfinished, finished }) => {
  it('has 120 examples and more', () =>
    expect(unfinished.length + finished.length).toBeGreaterThanOrEqual(120));

  it.each(unfinished)('%j is not finished', (text) => expect(isUnfinished(text, language)).toBe(true));

  it.each(finished)('%j is finished', (text) => expect(isUnfinished(text, language)).toBe(false));
});

describe('the answer to a question', () => {
  test.each([
    ['May I have your phone number?', 'telephone'],
    ['आपका मोबाइल नंबर क्या है?', 'telephone'],
    ['Aapka number bata dijiye.', 'telephone'],
    ['What is your date of birth?', 'birth-date'],
    ['आपकी जन्मतिथि क्या है?', 'birth-date'],
    ['For which day is it?', undefined],
  ])('after %j is expected to be: %s', (asked, expected) => expect(expectationOf(asked)).toBe(expected));

  test.each<[string, 'telephone' | 'birth-date', string, boolean]>([
    ['half a number', 'telephone', 'nine eight seven six five', true],
    ['half a number in figures', 'telephone', '98765', true],
    ['half a number in Hindi', 'telephone', 'नौ आठ सात', true],
    ['a number that is one digit short', 'telephone', '98765 4321', true],
    ['a whole number', 'telephone', '98765 43210', false],
    [
      'a whole number by two digits each',
      'telephone',
      'ninety eight seventy six fifty four thirty two ten',
      false,
    ],
    ['half of it by two digits each', 'telephone', 'ninety eight seventy six', true],
    ['a whole number with its country', 'telephone', '+91 98765 43210', false],
    ['half a number with its country', 'telephone', '+91 98765 432', true],
    ['no number', 'telephone', 'I do not have one', false],
    ['a refusal', 'telephone', 'no', false],
    ['a question', 'telephone', 'what should I do', false],
    ['a day and a month', 'birth-date', 'fifth of March', true],
    ['a day', 'birth-date', 'the fifth', true],
    ['a date', 'birth-date', '5 March 1990', false],
    ['a date in figures', 'birth-date', '05/03/1990', false],
  ])('is judged by what was asked: %s', (_, expected, text, verdict) => {
    expect(isUnfinished(text, 'en-IN', expected)).toBe(verdict);
  });

  test('knows the length of numbers by the region of the agent', () => {
    expect(isUnfinished('my number is 8123 4567', 'en-SG')).toBe(false);
    expect(isUnfinished('my number is 8123 4567', 'en-US')).toBe(true);
    expect(isUnfinished('my number is 8123 4567', 'en')).toBe(false);
  });
});

describe('a language that is not known', () => {
  test('is taken as finished', () => expect(isUnfinished('und dann', 'de-DE')).toBe(false));
  test('does not lend its words: Hindi means nothing to an agent of the USA', () => {
    expect(isUnfinished('that is my matlab', 'en-US')).toBe(false);
  });
});

describe('what was missing', () => {
  const digits = fc.array(fc.constantFrom(...'0123456789'), { minLength: 10, maxLength: 10 });
  const NAMES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
  const spoken = (some: string[]) => some.map((digit) => NAMES[Number(digit)]).join(' ');

  test.each(['my number is', 'mera number hai', 'मेरा नंबर है'])('completes a number after %j', (begun) => {
    fc.assert(
      fc.property(digits, fc.nat(9), fc.boolean(), (all, cut, inWords) => {
        fc.pre(all[0] !== '0');
        const say = (some: string[]) => (inWords ? spoken(some) : some.join(''));
        const first = `${begun} ${say(all.slice(0, cut))}`;
        expect(isUnfinished(first, 'hi-IN')).toBe(true);
        expect(isUnfinished(`${begun} ${say(all)}`, 'hi-IN')).toBe(false);
      }),
    );
  });

  test.each([
    ['I want to', 'book an appointment'],
    ['my name is', 'Asha'],
    ['I was born on 12 March', '1990'],
    ['five thousand and', 'two hundred'],
    ['asha at the rate gmail dot', 'com'],
    ['it is spelled R', 'A O'],
    ['मेरा नाम', 'आशा है'],
    ['मैं आना चाहता हूँ लेकिन', 'कल नहीं'],
    ['mujhe doctor Rao ka', 'appointment chahiye'],
    ['haan matlab', 'monday ko'],
    ['um', 'yes'],
  ])('completes %j', (begun, rest) => {
    expect(isUnfinished(begun, 'hi-IN')).toBe(true);
    expect(isUnfinished(joinParts([begun, rest]), 'hi-IN')).toBe(false);
  });
});

describe('an utterance in parts', () => {
  test.each([
    ['one after the other', ['My number is', 'nine eight'], 'My number is nine eight'],
    [
      'without the stops that a recogniser put at the pauses',
      ['My number is.', '98765...', '43210.'],
      'My number is 98765 43210.',
    ],
    ['without the words said twice', ['My number is', 'my number is 98765'], 'My number is 98765'],
    ['without one word said twice', ['I want a doctor and', 'and a room'], 'I want a doctor and a room'],
    ['with a digit that is there twice', ['nine nine', 'nine eight'], 'nine nine nine eight'],
    ['without digits begun again', ['nine eight seven', 'nine eight seven six'], 'nine eight seven six'],
    ['without Hindi words said twice', ['मेरा नाम', 'मेरा नाम आशा है'], 'मेरा नाम आशा है'],
    ['with its question mark', ['Are you open on?', 'Sundays?'], 'Are you open on? Sundays?'],
    ['without empty parts', ['', ' I want ', ''], 'I want'],
    ['even if all was said twice', ['I want tea', 'I want tea'], 'I want tea'],
    ['even if there are none', [], ''],
  ])('is joined %s', (_, parts, whole) => expect(joinParts(parts)).toBe(whole));

  test('holds every word that was said', () => {
    const word = fc.constantFrom('yes', 'no', 'nine', 'आशा', 'राव', 'to');
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 5 }), { maxLength: 4 }), (parts) => {
        const joined = joinParts(parts.map((words) => words.join(' '))).split(' ');
        expect(new Set(joined.filter(Boolean))).toEqual(new Set(parts.flat()));
        expect(joined.length).toBeLessThanOrEqual(Math.max(1, parts.flat().length));
      }),
    );
  });
});
