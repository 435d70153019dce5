import { noiseIn } from '../../../../lambda/core/speech/worth-hearing';

const GREETING = 'Namaste, this is Asha Clinic in Bengaluru. How can I help you today?';
const REPROMPT = 'Sorry, I did not hear anything. How can I help you?';
const HINDI = 'नमस्ते, आशा क्लिनिक, बेंगलुरु। मैं आपकी क्या मदद कर सकती हूँ?';
const justSaid = [GREETING, REPROMPT, HINDI];

const LONG = 1500;
const SHORT = 200;

describe('what is not worth an answer', () => {
  test.each<[string, number, string]>([
    ['[Music]', LONG, 'annotation'],
    ['(music playing)', LONG, 'annotation'],
    ['[BLANK_AUDIO]', LONG, 'annotation'],
    ['<noise>', LONG, 'annotation'],
    ['*beep*', LONG, 'annotation'],
    ['♪♪', LONG, 'annotation'],
    ['♪ [Music] ♪', LONG, 'annotation'],
    ['[संगीत]', LONG, 'annotation'],
    ['...', LONG, 'annotation'],
    ['.', SHORT, 'annotation'],
    ['Thanks for watching!', LONG, 'invented'],
    ['Thank you for watching.', LONG, 'invented'],
    ['Please subscribe to my channel.', LONG, 'invented'],
    ["Don't forget to subscribe!", LONG, 'invented'],
    ['Subtitles by the Amara.org community', LONG, 'invented'],
    ['वीडियो देखने के लिए धन्यवाद।', LONG, 'invented'],
    ['Thank you.', SHORT, 'invented'],
    ['Thank you very much.', SHORT, 'invented'],
    ['you', SHORT, 'invented'],
    ['Bye.', SHORT, 'invented'],
    ['Okay.', SHORT, 'invented'],
    ['धन्यवाद।', SHORT, 'invented'],
    ['नमस्ते', SHORT, 'invented'],
    ['Dhanyavaad', SHORT, 'invented'],
    ['How can I help you today?', LONG, 'echo'],
    ['Namaste, this is Asha Clinic in Bengaluru. How can I help you today?', LONG, 'echo'],
    ['asha clinic in bengaluru how can i help you today', LONG, 'echo'],
    ['did not hear anything how can I help you', LONG, 'echo'],
    ['this is Asha Clinic in Bangalore. How can I help you today', LONG, 'echo'],
    ['मैं आपकी क्या मदद कर सकती हूँ', LONG, 'echo'],
    ['मैं आपकी क्या मदद कर सकती हूं?', LONG, 'echo'],
  ])('%j of %i ms', (text, voicedMs, noise) => {
    expect(noiseIn({ text, voicedMs, justSaid })).toBe(noise);
  });
});

describe('what is the word of a caller', () => {
  test.each<[string, number]>([
    ['Thank you.', LONG],
    ['धन्यवाद', LONG],
    ['Bye.', 300],
    ['Yes.', SHORT],
    ['No.', SHORT],
    ['हाँ', SHORT],
    ['जी', SHORT],
    ['five', SHORT],
    ['help', SHORT],
    ['Asha Clinic', LONG],
    ['Can you help me today?', LONG],
    ['How can I reach you today?', LONG],
    ['this is Asha', LONG],
    ['Namaste, this is Rao from Bengaluru.', LONG],
    ['I did not hear you', LONG],
    ['I need help today', LONG],
    ['The music [music] is too loud', LONG],
    ['(speech of 1.5 s)', LONG],
    ['thank you for watching my mother yesterday', LONG],
    ['मुझे मदद चाहिए', LONG],
  ])('%j of %i ms', (text, voicedMs) => {
    expect(noiseIn({ text, voicedMs, justSaid })).toBeUndefined();
  });

  test.each([
    [
      'numbers that the agent has said',
      'nine eight seven six five four',
      'Is it nine eight seven six five four?',
    ],
    ['a day and a time that the agent has said', 'Tuesday at ten', 'Shall I book you in for Tuesday at ten?'],
    [
      'the first of two choices',
      'a visit to the clinic',
      'Would you like a visit to the clinic or a call from the doctor?',
    ],
  ])('%s, said again to confirm', (_, text, said) => {
    expect(noiseIn({ text, voicedMs: LONG, justSaid: [said] })).toBeUndefined();
  });
});
