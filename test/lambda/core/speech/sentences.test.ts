import * as fc from 'fast-check';
import { BREATH } from '../../../../lambda/core/speech/breath';
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
    [
      'grouped numbers',
      'You owe Rs. 1,00,000.50 in all. Pay now.',
      ['You owe Rs. 1,00,000.50 in all.', 'Pay now.'],
    ],
    ['a number at the end', 'The total is 1500. Shall I go on?', ['The total is 1500.', 'Shall I go on?']],
    ['times with a stop', 'We open at 9.30 today. Do come.', ['We open at 9.30 today.', 'Do come.']],
    ['the end of a time', 'We open at 9 a.m. Do come early.', ['We open at 9 a.m.', 'Do come early.']],
    [
      'web addresses',
      'See https://example.com/a.b?c=1. Or www.example.in, thanks.',
      ['See https://example.com/a.b?c=1.', 'Or www.example.in, thanks.'],
    ],
    ['several initials', 'Meet A. K. Sharma at ten. Bye now.', ['Meet A. K. Sharma at ten.', 'Bye now.']],
    [
      'initials without blanks',
      'Meet A.K. Sharma at ten. Bye now.',
      ['Meet A.K. Sharma at ten.', 'Bye now.'],
    ],
    [
      'companies',
      'Call Asha Clinic Pvt. Ltd. for it. We help.',
      ['Call Asha Clinic Pvt. Ltd. for it.', 'We help.'],
    ],
    [
      'a company at the end',
      'It is Asha Clinic Pvt. Ltd. We help.',
      ['It is Asha Clinic Pvt. Ltd.', 'We help.'],
    ],
    [
      'numbered things',
      'Take bus No. 5 from here. It is quick.',
      ['Take bus No. 5 from here.', 'It is quick.'],
    ],
    ['a refusal', 'The answer is no. Please ask again.', ['The answer is no.', 'Please ask again.']],
    ['that is', 'Come early, i.e. at nine. Thank you.', ['Come early, i.e. at nine.', 'Thank you.']],
    [
      'Shri and St.',
      'Ask Shri. Rao of St. Mary now. He knows.',
      ['Ask Shri. Rao of St. Mary now.', 'He knows.'],
    ],
    [
      'countries',
      'She is in the U.S. and busy. He is in the U.S. Call him.',
      ['She is in the U.S. and busy.', 'He is in the U.S.', 'Call him.'],
    ],
    [
      'dots in a sentence',
      'Your total is... five hundred. Right?',
      ['Your total is... five hundred.', 'Right?'],
    ],
    [
      'brackets',
      'We are closed (on Sundays.) Come on Monday.',
      ['We are closed (on Sundays.)', 'Come on Monday.'],
    ],
    ['markup', '**We are open.** Come by today.', ['**We are open.**', 'Come by today.']],
    ['Hindi titles', 'डॉ. राव दस बजे आएँगे। फीस रु. 500 है।', ['डॉ. राव दस बजे आएँगे।', 'फीस रु. 500 है।']],
    ['Hindi initials', 'आप ए. के. शर्मा से मिलिए। धन्यवाद जी।', ['आप ए. के. शर्मा से मिलिए।', 'धन्यवाद जी।']],
    ['a danda without a blank', 'नमस्ते जी, कहिए।आप कैसे हैं?हाँ', ['नमस्ते जी, कहिए।', 'आप कैसे हैं?हाँ']],
    ['marks in Hindi', 'क्या आप आएँगे? बहुत अच्छा! ठीक है. चलिए.', ['क्या आप आएँगे?', 'बहुत अच्छा!', 'ठीक है. चलिए.']],
    [
      'Hinglish',
      'Aapka slot book ho gaya है। Kal milte hain!',
      ['Aapka slot book ho gaya है।', 'Kal milte hain!'],
    ],
    [
      'list items',
      '1. Booking\n2. Billing now\n- Other things',
      ['1. Booking', '2. Billing now', '- Other things'],
    ],
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
    ['We open at 9 a.m.', undefined],
    ['Let me look...', undefined],
    ['Write to care@example.', undefined],
    ['See https://example.', undefined],
    ['Take the bus No.', undefined],
    ['It is far. '.repeat(30) + 'Yes it is', undefined],
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

  const LONG =
    'Our doctors see patients from Monday to Friday, from nine in the morning until seven at night.';

  test.each([
    ['a comma', LONG, 'Our doctors see patients from Monday to Friday,'],
    [
      'a dash',
      'You may come without an appointment – somebody is here from nine in the morning.',
      'You may come without an appointment –',
    ],
    [
      'a comma in Hindi',
      'हमारे डॉक्टर सोमवार से शुक्रवार तक मिलते हैं, सुबह नौ बजे से शाम सात बजे तक आ जाइए।',
      'हमारे डॉक्टर सोमवार से शुक्रवार तक मिलते हैं,',
    ],
  ])('begins a reply with the opening of a long sentence, up to %s', (_, whole, first) => {
    expect(cut(whole)[0]).toBe(first);
    expect(cut(...whole)).toEqual(cut(whole));
  });

  test.each([
    ['a short sentence', 'Yes, we are open on Saturday.'],
    ['a short opening', 'Yes, we are open on Saturday from nine in the morning until one in the afternoon.'],
    ['a short rest', 'We are open on Saturday and on Sunday, until one.'],
  ])('does not begin a reply in the middle of %s', (_, whole) => {
    expect(cut(whole)).toEqual([whole]);
  });

  test('cuts no later sentence behind its opening', () => {
    expect(cut(`We are open today. ${LONG}`)).toEqual(['We are open today.', LONG]);
  });

  test('guesses at the opening as soon as it is written, and then at the sentence', () => {
    const cutter = new SentenceCutter();
    cutter.push('We are open on Saturday and on Sunday,');
    expect(cutter.likely).toBe('We are open on Saturday and on Sunday,');
    cutter.push(' until');
    expect(cutter.likely).toBeUndefined();
    cutter.push(' one.');
    expect(cutter.likely).toBe('We are open on Saturday and on Sunday, until one.');
  });

  const words = (count: number, word = 'word') => Array.from({ length: count }, () => word).join(' ');

  test.each([
    ['at its last comma', `${words(25)}, ${words(5)}, ${words(60)}`, `${words(25)}, ${words(5)},`],
    ['before a conjunction', `${words(30)} and ${words(40)}`, words(30)],
    ['before a Hindi conjunction', `${words(30, 'शब्द')} और ${words(40, 'शब्द')}`, words(30, 'शब्द')],
    ['at a blank', words(90), words(40)],
    ['not between a title and its name', `${words(38)} Dr. ${words(20, 'Ramanujan')}`, words(38)],
    ['not inside a spaced number', `${words(38)} 98765 43210 ${words(20)}`, words(38)],
    ['not inside a grouped number', `${words(37)} 1,00,00,00,000.50 ${words(20)}`, words(37)],
    [
      'not inside a long address',
      `https://example.com/${'a'.repeat(300)} is it`,
      `https://example.com/${'a'.repeat(300)}`,
    ],
  ])('cuts a sentence that is longer than a breath %s', (_, whole, first) => {
    expect(cut(whole)[0]).toBe(first);
  });

  const token = fc.constantFrom(
    ...[
      'hello',
      'नमस्ते',
      'Dr. Rao',
      'Rs. 1,00,000.50',
      'e.g. this',
      '9.30',
      'A. K. Sharma',
      'डॉ. राव',
      'रु. 500',
    ],
    ...[
      'https://example.com/a.b?c=d.e',
      'care@example.co.in',
      '98765 43210',
      'and',
      'और',
      'done,',
      'No. 5',
      '5 p.m.',
    ],
    ...['over.', 'है।', 'really?', 'वाह!', 'well...', '👩‍👩‍👧', 'क़्ष'],
  );
  const talk = fc.array(token, { maxLength: 120, size: 'max' });

  test('cuts nothing that belongs together, and nothing longer than a breath', () => {
    fc.assert(
      fc.property(talk, (tokens) => {
        const sentences = cut(tokens.join(' '));
        expect(sentences.every(({ length }) => length <= BREATH)).toBe(true);
        let rest = tokens.map((one) => one.trim());
        for (const sentence of sentences) {
          let until = 0;
          for (let length = -1; length < sentence.length; until++) length += rest[until]!.length + 1;
          expect(rest.slice(0, until).join(' ')).toBe(sentence);
          rest = rest.slice(until);
        }
        expect(rest).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('cuts long talk the same way, one UTF-16 unit at a time or all at once', () => {
    fc.assert(
      fc.property(talk, (tokens) => {
        const whole = tokens.join(' ');
        expect(cut(...whole.split(''))).toEqual(cut(whole));
      }),
      { numRuns: 200 },
    );
  });

  test('guesses at nothing but the opening and the first sentence of a reply that is streamed word by word', () => {
    fc.assert(
      fc.property(talk, (tokens) => {
        const cutter = new SentenceCutter();
        const guesses = new Set<string>();
        for (const word of tokens.join(' ').match(/\s*\S+/g) ?? []) {
          const [first] = cutter.push(word);
          if (first !== undefined) {
            const wrong = [...guesses].slice(0, 2).filter((guess) => guess !== first);
            return expect(wrong.filter((guess) => !first.startsWith(guess) || !guess.endsWith(','))).toEqual(
              [],
            );
          }
          if (cutter.likely !== undefined) guesses.add(cutter.likely);
        }
      }),
      { numRuns: 300 },
    );
  });
});
