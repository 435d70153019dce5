import { isVoicemail, type AnswerSigns } from '../../../../lambda/core/speech/voicemail';

const LONG = 12_000;
const signs = (text: string, changes: Partial<AnswerSigns> = {}): AnswerSigns => ({
  carrier: undefined,
  text,
  voicedMs: 3000,
  before: 0,
  ...changes,
});
const STORY =
  'I have been waiting for three weeks for my order and nobody in your company tells me anything and every ' +
  'time that I call somebody else promises that it will come on Monday and then it does not come';

describe('a mailbox is', () => {
  test.each([
    'Please leave a message after the beep.',
    'The person you are calling is not available. Please record your message at the tone.',
    'Your call has been forwarded to an automated voice messaging system.',
    'The number you have dialled is currently switched off.',
    'आप जिस व्यक्ति को कॉल कर रहे हैं वह अभी उपलब्ध नहीं है',
    'कृपया बीप के बाद अपना संदेश छोड़ें',
    'aap jis vyakti ko call kar rahe hain woh abhi uplabdh nahi hai',
    'kripya beep ke baad apna sandesh chhodein',
  ])('whatever says: %s', (text) => {
    expect(isVoicemail(signs(text))).toBe(true);
  });

  test('a monologue with two things that mailboxes say', () => {
    const text =
      "Hello, you have reached Ravi Kumar. I'm out of office this week and back on Monday, so I will call you back";
    expect(isVoicemail(signs(text, { voicedMs: LONG }))).toBe(true);
    expect(isVoicemail(signs(text, { voicedMs: 5000 }))).toBe(false);
  });

  test('whatever the carrier says is one, also before a word is heard', () => {
    expect(isVoicemail(signs('', { carrier: 'machine' }))).toBe(true);
    expect(isVoicemail(signs('', { carrier: 'unknown' }))).toBe(false);
  });

  test('still one when its last words are the second that is heard', () => {
    expect(isVoicemail(signs('after the beep', { before: 1 }))).toBe(true);
    expect(isVoicemail(signs('after the beep', { before: 2 }))).toBe(false);
  });
});

describe('a human is', () => {
  test.each([
    ['somebody with a long story', STORY, LONG],
    ['somebody with a long story who says one thing of a mailbox', `${STORY}, I call you back`, LONG],
    ['somebody who asks', 'Do you want to leave a message after all?', 3000],
    [
      'a colleague who offers to take a message',
      "He's not available, would you like to leave a message",
      3000,
    ],
    ['somebody who asks back in Hindi', 'आप कौन बोल रहे हैं', 3000],
    ['somebody who answers the agent', 'yes speaking, but I am out of the office, call you back', LONG],
    ['somebody who is busy', "I'm on another call, can I call you back", 3000],
    ['somebody who says hello', 'Hello', 600],
    ['somebody who says nothing yet', '', 0],
  ])('%s', (_, text, voicedMs) => {
    expect(isVoicemail(signs(text, { voicedMs }))).toBe(false);
  });

  test('whoever the carrier says is one', () => {
    expect(isVoicemail(signs('Please leave a message after the beep.', { carrier: 'human' }))).toBe(false);
  });
});
