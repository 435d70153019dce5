import { consentIn } from '../../../../lambda/core/speech/consent';
import known from '../../../../lambda/core/speech/consent.json';

describe('a plain yes', () => {
  test.each([
    'Yes.',
    'yes please',
    'Yeah, sure.',
    'Okay, no problem.',
    'Yes, you can record this call.',
    "That's fine, thank you.",
    "I don't mind.",
    'One.',
    'हाँ',
    'हां जी।',
    'जी हाँ, ठीक है।',
    'जी बिल्कुल',
    'ज़रूर, कोई बात नहीं।',
    'जरूर',
    'haan ji',
    'Haan, theek hai.',
    'ji bilkul',
    'haan okay',
    'koi dikkat nahi',
    'haan please record kar lijiye',
    'yes sir theek hai',
  ])('is %s', (text) => {
    expect(consentIn(text)).toBe('yes');
  });
});

describe('a plain no', () => {
  test.each([
    'No.',
    'No, thank you.',
    "No, please don't.",
    'Nope.',
    "I don't want that.",
    'नहीं',
    'जी नहीं, धन्यवाद।',
    'ठीक नहीं है',
    'nahi ji',
    'nahi, mat karo',
    'theek nahi hai',
    'record mat kijiye',
  ])('is %s', (text) => {
    expect(consentIn(text)).toBe('no');
  });
});

describe('no consent is', () => {
  test.each([
    ['what the caller called for', 'I want to book an appointment.'],
    ['a yes that goes on', 'Yes, I want to book an appointment.'],
    ['a question', 'Yes?'],
    ['a question in Hindi', 'जी?'],
    ['something asked back', 'Why do you record it'],
    ['a yes and a no', 'yes no'],
    ['a no that takes back a yes', 'haan nahi'],
    ['a greeting', 'Hello'],
    ['politeness alone', 'Please, sir.'],
    ['nothing', ''],
    ['a yes in the middle of something', 'he said yes to me'],
    ['an unsure answer', 'yes maybe'],
    ['a condition', 'haan lekin kyun'],
  ])('%s', (_, text) => {
    expect(consentIn(text)).toBeUndefined();
  });
});

test('no phrase is both a yes and a no', () => {
  expect(known.yes.filter((phrase) => known.no.includes(phrase))).toEqual([]);
});
