import { agentSettings, voiceOf } from '../../../../lambda/core/agents/agent';
import { agentInput, agentSettingsOf, anAgent } from '../../../builders/agent';

describe('an agent', () => {
  test('has sensible limits when its owner gives none', () => {
    expect(agentSettingsOf()).toMatchObject({
      timeZone: 'UTC',
      variables: {},
      tools: [],
      phrases: {},
      listening: {
        silenceSeconds: 1,
        silenceThreshold: 200,
        maxSeconds: 30,
        repromptAfterSeconds: 6,
        reprompts: 2,
        digitGapSeconds: 2,
        waitForMore: true,
      },
      limits: { callSeconds: 1800, replySeconds: 15, fillerAfterSeconds: 2, failures: 2 },
    });
    expect(agentSettingsOf().fallback).toBeUndefined();
  });

  test('keeps the other limits when its owner gives one', () => {
    expect(agentSettingsOf({ limits: { callSeconds: 60 } }).limits).toMatchObject({
      callSeconds: 60,
      failures: 2,
    });
  });

  test.each([
    ['en-IN', true],
    ['hi-IN', true],
    ['ta', true],
    ['zh-Hant-TW', true],
    ['EN-in', false],
    ['en_IN', false],
    ['english', false],
    ['', false],
  ])('language %j: accepted %j', (language, accepted) => {
    expect(agentSettings.safeParse(agentInput({ language })).success).toBe(accepted);
  });

  test.each([
    ['an empty greeting', { greeting: '' }, 'greeting'],
    ['a greeting longer than a minute of speech', { greeting: 'a'.repeat(1001) }, 'greeting'],
    ['an empty prompt', { prompt: '' }, 'prompt'],
    ['a time zone that does not exist', { timeZone: 'Asia/Bangalore' }, 'timeZone'],
    ['a model without a provider', { llm: 'gpt-4.1-mini' }, 'llm'],
    ['a silence of half a second', { listening: { silenceSeconds: 0.5 } }, 'listening.silenceSeconds'],
    ['no silence at all', { listening: { silenceSeconds: 0 } }, 'listening.silenceSeconds'],
    ['more re-prompts than anybody bears', { listening: { reprompts: 6 } }, 'listening.reprompts'],
    ['a call of ten seconds', { limits: { callSeconds: 10 } }, 'limits.callSeconds'],
    ['a limit that nobody knows', { limits: { minutes: 5 } }, 'limits'],
    ['a transfer to a national number', { fallback: { transfer: '08041234567' } }, 'fallback.transfer'],
    ['a fallback that does two things', { fallback: { say: 'Bye.', transfer: '+918041234567' } }, 'fallback'],
    ['a phrase that nobody says', { phrases: { hello: 'Hello' } }, 'phrases'],
    ['a tool of an unknown type', { tools: [{ type: 'shell' }] }, 'tools.0.type'],
    [
      'a transfer that the model cannot place',
      { tools: [{ type: 'transfer', to: '+918041234567' }] },
      'tools.0.when',
    ],
    ['a member that nobody knows', { temperature: 1 }, ''],
  ])('refuses %s', (_, change, path) => {
    const result = agentSettings.safeParse({ ...agentInput(), ...change });
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  test('accepts both tools and both kinds of fallback', () => {
    const tools = [
      { type: 'end-call' as const },
      { type: 'transfer' as const, to: '+918041234567', when: 'the caller asks for a human' },
    ];
    expect(agentSettingsOf({ tools, fallback: { transfer: '+918041234567' } }).tools).toEqual(tools);
    expect(agentSettingsOf({ fallback: { say: 'Please call later.' } }).fallback).toEqual({
      say: 'Please call later.',
    });
  });

  test('sounds by its text to speech, its voice and its language', () => {
    expect(voiceOf(anAgent({ voice: 'asha' }))).toEqual({
      tts: 'sim/voice',
      voice: 'asha',
      language: 'en-IN',
    });
  });
});
