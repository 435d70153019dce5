import * as fc from 'fast-check';
import { SentenceCutter } from '../../../../lambda/core/speech/sentences';

function cut(...chunks: string[]): string[] {
  const cutter = new SentenceCutter();
  return [...chunks.flatMap((chunk) => cutter.push(chunk)), ...cutter.flush()];
}

describe('cutting a reply into sentences', () => {
  test.each([
    [
      'stops',
      'We are open today. Shall I book you in? Of course!',
      ['We are open today.', 'Shall I book you in?', 'Of course!'],
    ],
    ['titles', 'Dr. Rao is in at ten. Mrs. Iyer is out.', ['Dr. Rao is in at ten.', 'Mrs. Iyer is out.']],
    ['money', 'It costs Rs. 500 a visit. Is that fine?', ['It costs Rs. 500 a visit.', 'Is that fine?']],
    [
      'decimals',
      'The dose is 2.5 ml a day. Take it slowly.',
      ['The dose is 2.5 ml a day.', 'Take it slowly.'],
    ],
    [
      'times',
      'We close at 6 p.m. on Sundays. Come early.',
      ['We close at 6 p.m. on Sundays.', 'Come early.'],
    ],
    ['initials', 'Ask for A. Sharma please. He knows.', ['Ask for A. Sharma please.', 'He knows.']],
    [
      'examples',
      'Bring a paper, e.g. a passport. Thank you.',
      ['Bring a paper, e.g. a passport.', 'Thank you.'],
    ],
    ['lists', 'Choose: 1. Booking 2. Billing. Which one?', ['Choose: 1. Booking 2. Billing.', 'Which one?']],
    ['quotes', 'He said "come in." Then he left.', ['He said "come in."', 'Then he left.']],
    ['dots', 'Let me look... Here it is now.', ['Let me look...', 'Here it is now.']],
    ['the danda', 'नमस्ते, मैं सुन रही हूँ। आप कैसे हैं? अच्छा है।', ['नमस्ते, मैं सुन रही हूँ।', 'आप कैसे हैं?', 'अच्छा है।']],
    ['the double danda', 'यह श्लोक समाप्त हुआ॥ आगे सुनिए।', ['यह श्लोक समाप्त हुआ॥', 'आगे सुनिए।']],
    ['lines', 'First of all\nthen the rest', ['First of all', 'then the rest']],
    ['shortness', 'Yes. Yes. Maybe tomorrow then.', ['Yes. Yes.', 'Maybe tomorrow then.']],
    [
      'addresses',
      'Write to care@example.com today. Bye for now.',
      ['Write to care@example.com today.', 'Bye for now.'],
    ],
    ['silence', ' \n\n ', []],
  ])('minds %s', (_, text, sentences) => {
    expect(cut(text)).toEqual(sentences);
  });

  test('gives a sentence as soon as what follows has begun', () => {
    const cutter = new SentenceCutter();
    expect(cutter.push('We are open today.')).toEqual([]);
    expect(cutter.push(' ')).toEqual(['We are open today.']);
    expect(cutter.push('Shall')).toEqual([]);
    expect(cutter.flush()).toEqual(['Shall']);
    expect(cutter.flush()).toEqual([]);
  });

  test.each([
    ['We are open today.', 'We are open today.'],
    ['It is "open today."', 'It is "open today."'],
    ['हम आज खुले हैं।', 'हम आज खुले हैं।'],
    ['We are open', undefined],
    ['Please ask for Dr.', undefined],
    ['It costs you 500.', undefined],
    ['Yes.', undefined],
    ['We are open today. ', undefined],
  ])('says whether %j is likely to be a sentence before more is known', (text, likely) => {
    const cutter = new SentenceCutter();
    cutter.push(text);
    expect(cutter.likely).toBe(likely);
  });

  const piece = fc.constantFrom(
    ...['Hello there', 'Dr', 'Rs', '5', '12', 'a', 'नमस्ते', 'हाँ', 'p.m', 'Yes', '3.5', 'ok'],
    ...['.', '. ', '! ', '? ', '...', '… ', '।', '। ', '॥ ', '\n', '\n\n', ' ', '  ', '"', '." ', ')', ', '],
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

  test('gives the same sentences however the text is cut into chunks', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(200), { maxLength: 30 }), (whole, cuts) => {
        const at = [0, ...cuts.map((n) => n % (whole.length + 1)), whole.length].sort((a, b) => a - b);
        const chunks = at.slice(1).map((end, i) => whole.slice(at[i], end));
        expect(cut(...chunks)).toEqual(cut(whole));
      }),
      { numRuns: 500 },
    );
  });

  test('loses nothing and adds nothing but blanks', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (whole) => {
        const bare = (some: string) => some.replace(/\s+/g, '');
        expect(bare(cut(whole).join(' '))).toBe(bare(whole));
        expect(cut(whole).every((sentence) => sentence === sentence.trim() && sentence !== '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
