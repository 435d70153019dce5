import { providerFallbacks } from '../../../../lambda/core/agents/provider-fallbacks';

it('names none, and waits a few seconds, unless its owner says otherwise', () => {
  expect(providerFallbacks.parse({})).toEqual({
    stt: [],
    llm: [],
    tts: [],
    afterSeconds: { stt: 4, llm: 3, tts: 4 },
  });
});

it('takes voices with and without a name', () => {
  const tts = ['elevenlabs/eleven_flash_v2_5', { use: 'polly/neural', voice: 'Kajal' }];
  expect(providerFallbacks.parse({ tts }).tts).toEqual(tts);
});

test.each([
  ['more than three', { llm: ['a/1', 'a/2', 'a/3', 'a/4'] }],
  ['what is no reference', { stt: ['whisper'] }],
  ['a voice without its provider', { tts: [{ voice: 'Kajal' }] }],
  ['a member that nobody knows', { voice: ['polly/neural'] }],
  // A breaker's trial has to be over before its cool-down is.
  ['a wait of more than ten seconds', { afterSeconds: { llm: 11 } }],
  ['no wait', { afterSeconds: { tts: 0 } }],
])('refuses %s', (_, input) => {
  expect(providerFallbacks.safeParse(input).success).toBe(false);
});
