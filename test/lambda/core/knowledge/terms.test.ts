import { termsOf } from '../../../../lambda/core/knowledge/terms';
import { soundOf } from '../../../../lambda/core/knowledge/sound';

const stems = (text: string) => termsOf(text).map(({ stem }) => stem);

it.each([
  ['appointments', 'appointment'],
  ['booked', 'booking'],
  ['planned', 'plans'],
  ['closing', 'closed'],
  ['pharmacies', 'pharmacy'],
  ['café', 'CAFE'],
  ['ＵＰＩ', 'upi'],
  ["doctor's", 'doctors'],
  ['फ़ीस', 'फीस'],
  ['हिन्दी', 'हिंदी'],
  ['पार्किन्ग', 'पार्किंग'],
  ['जाँच', 'जांच'],
  ['बच्चों', 'बच्चे'],
  ['खुलता', 'खुला'],
  ['१२५', '125'],
  ['1,50,000', '150000'],
])('reads %s like %s', (one, other) => {
  expect(stems(one)).toEqual(stems(other));
});

it.each([
  ['class', 'clas'],
  ['ring', 'red'],
])('tells %s from %s', (one, other) => {
  expect(stems(one)).not.toEqual(stems(other));
});

it('leaves out what every sentence has, in English, Hindi and Hinglish', () => {
  expect(stems('What is the price, please?')).toEqual(stems('price'));
  expect(stems('क्या आपकी पार्किंग है')).toEqual(stems('पार्किंग'));
  expect(stems('aapki parking kahan hai')).toEqual(stems('parking'));
});

it.each([
  ['parking', 'पार्किंग'],
  ['appointment', 'अपॉइंटमेंट'],
  ['clinic', 'क्लिनिक'],
  ['ravivar', 'रविवार'],
  ['bachche', 'बच्चे'],
  ['number', 'नंबर'],
  ['consultation', 'कंसल्टेशन'],
  ['clinic', 'கிளினிக்'],
  ['doctor', 'ಡಾಕ್ಟರ್'],
  ['bank', 'ব্যাংক'],
])('hears %s and %s alike', (latin, indic) => {
  const sound = (word: string) => termsOf(word)[0]!.sound;
  expect(sound(latin)).toBeDefined();
  expect(sound(latin)).toBe(sound(indic));
});

it('has no sound for what is too short to tell', () => {
  expect(soundOf('age')).toBeUndefined();
});
