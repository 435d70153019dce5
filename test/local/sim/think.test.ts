import type { Tool } from '../../../lambda/core/agents/tool';
import { toolboxOf } from '../../../lambda/turn/tools';
import { offline, scripted } from '../../../local/sim/think';
import { aModelRequest } from '../../builders/model-request';

const ENGLISH = {
  prompt: `You are the receptionist.
What you know:
- The clinic is open Monday to Friday. It is closed on Sundays,
  and on public holidays.
- A consultation costs six hundred rupees.
What you do:
- Give no medical advice.`,
};
const HINDI = {
  language: 'hi-IN',
  prompt: `आप रिसेप्शनिस्ट हैं।
- क्लिनिक सुबह नौ बजे से शाम सात बजे तक खुला रहता है।
- परामर्श शुल्क छह सौ रुपये है।`,
};
const END_CALL: Tool = { type: 'end-call' };
const TRANSFER: Tool = { type: 'transfer', to: '+14155550142', when: 'the caller asks for a person' };

describe('the offline model', () => {
  it('answers with the sentence of the prompt that fits the question', () => {
    expect(offline(aModelRequest('When are you open?', ENGLISH))).toEqual({
      says: 'The clinic is open Monday to Friday. Can I help you with anything else?',
    });
    expect(offline(aModelRequest('How much does it cost?', ENGLISH)).says).toMatch(
      /^A consultation costs six/,
    );
  });

  it('takes a list item that goes on in the next line as one', () => {
    expect(offline(aModelRequest('And on a public holiday?', ENGLISH)).says).toMatch(
      /^It is closed on Sundays, and on public holidays\./,
    );
  });

  it('finds words in other forms', () => {
    expect(offline(aModelRequest('Your opening hours?', ENGLISH)).says).toMatch(/^The clinic is open/);
  });

  it('answers in Hindi from a Hindi prompt', () => {
    expect(offline(aModelRequest('क्लिनिक कब खुलता है?', HINDI))).toEqual({
      says: 'क्लिनिक सुबह नौ बजे से शाम सात बजे तक खुला रहता है। क्या मैं आपकी और मदद कर सकती हूँ?',
    });
  });

  it('owns that its notes say nothing about a question, in the language of the agent', () => {
    expect(offline(aModelRequest('Who won the match?', ENGLISH)).says).toMatch(/my notes say nothing/);
    expect(offline(aModelRequest('मैच किसने जीता?', HINDI)).says).toMatch(/जानकारी नहीं/);
  });

  it('does not take words that are everywhere for a match', () => {
    expect(offline(aModelRequest('What is the and you?', ENGLISH)).says).toMatch(/my notes say nothing/);
  });

  it('asks the person to type when it cannot tell the words', () => {
    expect(offline(aModelRequest('(speech of 1.4 s)', ENGLISH)).says).toMatch(/Please type instead/);
  });

  it('repeats what was keyed', () => {
    expect(offline(aModelRequest('(keyed 4217)', ENGLISH)).says).toBe('You keyed 4 2 1 7. Thank you.');
  });

  it('answers the latest of what was heard since it last spoke', () => {
    expect(offline(aModelRequest('When are you open?\n(keyed 42)', ENGLISH)).says).toBe(
      'You keyed 4 2. Thank you.',
    );
  });

  it('ends the call after a goodbye, if it is offered to', () => {
    const heard = 'Thank you, goodbye.';
    expect(offline(aModelRequest(heard, { ...ENGLISH, tools: [END_CALL] })).calls).toEqual({
      tool: 'end_call',
    });
    expect(offline(aModelRequest(heard, { ...ENGLISH, tools: [TRANSFER] })).calls).toBeUndefined();
    expect(offline(aModelRequest('धन्यवाद, अलविदा।', { ...HINDI, tools: [END_CALL] })).calls).toEqual({
      tool: 'end_call',
    });
  });

  it.each([
    ['one person', [TRANSFER], TRANSFER.to],
    [
      'the first of several',
      [{ ...TRANSFER, to: '+14155550143', when: 'a bill is wrong' }, TRANSFER],
      '+14155550143',
    ],
  ])('transfers to %s, if it is offered to', (_, tools, to) => {
    const { says, calls } = offline(aModelRequest('I want to talk to a human.', { ...ENGLISH, tools }));
    expect(says).toBe('Of course, I will connect you.');
    expect(toolboxOf(tools).follow({ name: calls!.tool, args: calls!.args ?? {} })).toEqual({
      next: { type: 'transfer', to },
    });
    expect(offline(aModelRequest('I want to talk to a human.', ENGLISH)).calls).toBeUndefined();
  });
});

describe('a scripted model', () => {
  const think = scripted([
    { hears: 'OPEN', says: 'Until nine.' },
    { hears: 'open late', says: 'Never said.' },
  ]);

  it('takes the first line of the script that fits', () => {
    expect(think(aModelRequest('Are you open late?', ENGLISH)).says).toBe('Until nine.');
  });

  it('thinks for itself where the script has nothing', () => {
    expect(think(aModelRequest('What does it cost?', ENGLISH)).says).toMatch(/six hundred/);
  });
});

describe('a scripted model with a tool', () => {
  const calls = { tool: 'book', args: {} };
  const think = scripted([
    { hears: 'book', says: 'One moment.', calls, then: 'Done: {result}' },
    { hears: 'cancel', says: '', calls },
    { hears: 'again', says: 'It was {remembered}.' },
  ]);
  const answered = (heard: string, text: string) => {
    const request = aModelRequest(heard);
    const call = { type: 'tool-call' as const, id: 'c1', name: 'book', args: {} };
    request.messages.push({ role: 'assistant', text: '', calls: [call] });
    request.messages.push({ role: 'tool', id: 'c1', name: 'book', text });
    return request;
  };

  it('calls it, and then says what came of it, the first line of it', () => {
    expect(think(aModelRequest('Please book.'))).toEqual({ says: 'One moment.', calls });
    expect(think(answered('Please book.', 'ten\n[more]'))).toEqual({ says: 'Done: ten' });
    expect(think(answered('Please cancel.', 'cancelled'))).toEqual({ says: 'cancelled' });
  });

  it('remembers the result in a later turn', () => {
    const later = answered('Please book.', 'ten');
    later.messages.push({ role: 'assistant', text: 'Done.' }, { role: 'user', text: 'Say it again.' });
    expect(think(later)).toEqual({ says: 'It was ten.' });
  });
});
