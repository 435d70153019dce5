import { languagesOf, ownPhrases, speaking } from '../../../../lambda/core/agents/languages';
import { timeInWords } from '../../../../lambda/core/agents/time-in-words';
import { providersNamedBy } from '../../../../lambda/core/agents/provider-fallbacks';
import { anAgent } from '../../../builders/agent';

const agent = anAgent({
  voice: 'asha',
  phrases: { filler: 'A moment.' },
  fallback: { say: 'Please call later.' },
  languages: [
    { language: 'hi-IN', voice: 'meera', phrases: { filler: 'रुकिए।' } },
    { language: 'ta-IN', tts: 'sarvam/bulbul:v2', stt: 'sarvam/saaras:v3' },
  ],
});

describe('an agent that speaks another of its languages', () => {
  test('has the voice, the recogniser and the phrases of that language', () => {
    expect(speaking(agent, 'hi-IN')).toMatchObject({
      language: 'hi-IN',
      voice: 'meera',
      tts: 'sim/voice',
      stt: 'sim/ear',
      phrases: { filler: 'रुकिए।' },
    });
  });

  test('takes no voice of one provider to another', () => {
    expect(speaking(agent, 'ta-IN')).toMatchObject({
      tts: 'sarvam/bulbul:v2',
      stt: 'sarvam/saaras:v3',
      voice: undefined,
    });
  });

  test('speaks with its own voice where the language names none', () => {
    const { voice } = speaking(anAgent({ voice: 'asha', languages: [{ language: 'hi-IN' }] }), 'hi-IN');
    expect(voice).toBe('asha');
  });

  test('does not apologise in words of its own language', () => {
    expect(speaking(agent, 'hi-IN').fallback).toBeUndefined();
    const human = { transfer: '+918049876543' };
    expect(speaking({ ...agent, fallback: human }, 'hi-IN').fallback).toEqual(human);
  });

  test('can go back, and on to the third', () => {
    const hindi = speaking(agent, 'hi-IN');
    expect(languagesOf(hindi)).toEqual(['hi-IN', 'en-IN', 'ta-IN']);
    expect(speaking(hindi, 'en-IN')).toMatchObject({ voice: 'asha', phrases: { filler: 'A moment.' } });
    expect(speaking(hindi, 'ta-IN').language).toBe('ta-IN');
  });

  test.each([undefined, 'en-IN', 'te-IN'])('is the same for %s', (language) => {
    expect(speaking(agent, language)).toBe(agent);
  });
});

test('its wording of the recording stands with its other wording', () => {
  const phrases = { filler: 'A moment.', 'recording-notice': 'Recorded.' };
  expect(ownPhrases({ phrases, recording: { mode: 'notice', notice: 'We record.' } })).toEqual({
    filler: 'A moment.',
    'recording-notice': 'We record.',
  });
  expect(ownPhrases({ phrases, recording: { mode: 'consent', ask: 'May we?' } })).toEqual({
    ...phrases,
    'recording-consent': 'May we?',
  });
});

test('the providers of its languages are named along with its own', () => {
  const named = providersNamedBy(agent).map(({ port, reference, path }) => [port, reference, path.join('.')]);
  expect(named).toContainEqual(['stt', 'sarvam/saaras:v3', 'languages.1.stt']);
  expect(named).toContainEqual(['tts', 'sarvam/bulbul:v2', 'languages.1.tts']);
});

test.each([
  [60, 'en-IN', '1 minute'],
  [120, 'en-IN', '2 minutes'],
  [90, 'en-IN', '90 seconds'],
  [60, 'hi-IN', '1 मिनट'],
])('%i seconds in %s are %s', (seconds, language, words) => {
  expect(timeInWords(seconds, language)).toBe(words);
});
