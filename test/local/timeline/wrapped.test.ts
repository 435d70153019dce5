import { wrapped } from '../../../local/timeline/wrapped';

it('breaks between words', () => {
  expect(wrapped('one two three four', 9)).toEqual(['one two', 'three', 'four']);
});

it('gives a word that is too long a line of its own', () => {
  expect(wrapped('a incomprehensibilities b', 10)).toEqual(['a', 'incomprehensibilities', 'b']);
});

it('counts what a terminal shows: vowel signs of Hindi that stand on a letter take no column', () => {
  expect(wrapped('कुछ कुछ', 5)).toEqual(['कुछ कुछ']);
});

it('has no line for nothing', () => {
  expect(wrapped('', 10)).toEqual([]);
});
