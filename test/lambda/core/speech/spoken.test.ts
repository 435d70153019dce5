import * as fc from 'fast-check';
import { spokenText } from '../../../../lambda/core/speech/spoken';

describe('what a voice reads', () => {
  test.each([
    ['plain words', 'We open at nine.', 'We open at nine.'],
    ['bold', '**We** open at __nine__.', 'We open at nine.'],
    ['italics', '*We* open at _nine_.', 'We open at nine.'],
    ['both', '***We*** open.', 'We open.'],
    ['half of a bold passage', '**We are open.', 'We are open.'],
    ['struck words', '~~Ten~~ nine.', 'Ten nine.'],
    ['code', 'Press `star` now.', 'Press star now.'],
    ['fences', '```text\nPress one.\n```', 'Press one.'],
    ['headings', '## Opening hours', 'Opening hours'],
    ['quotations', '> We open at nine.', 'We open at nine.'],
    ['list items', '- Booking\n* Billing\n• Other', 'Booking Billing Other'],
    ['ticked items', '- [x] Booking', 'Booking'],
    ['numbered items', '1. Booking', '1. Booking'],
    ['rules', 'One.\n---\nTwo.', 'One. Two.'],
    ['tables', '| Day | Hours |\n|---|---|\n| Monday | 9 to 6 |', 'Day, Hours Monday, 9 to 6'],
    ['links', 'See [our page](https://example.com/a_(b)).', 'See our page.'],
    ['pictures', '![the clinic](https://example.com/a.png) It is here.', 'the clinic It is here.'],
    ['addresses', 'See https://www.example.com/hours.', 'See example.com/hours.'],
    ['addresses in brackets', 'Write to <care@example.com>.', 'Write to care@example.com.'],
    ['tags', 'We open<br/>at <b>nine</b>.', 'We open at nine.'],
    ['entities', 'Rao &amp; Iyer&nbsp;Clinic', 'Rao & Iyer Clinic'],
    ['sources', 'We open at nine [1]【4†hours.md】.', 'We open at nine.'],
    ['emoji', 'Done 🎉👍🏽 for you 👩‍⚕️🇮🇳!', 'Done for you!'],
    ['keycaps', 'Press 1️⃣ now.', 'Press 1 now.'],
    ['hidden characters', 'We\u200b open\u00ad.', 'We open.'],
    ['escapes', 'Press \\* or \\#.', 'Press * or #.'],
    ['nothing', '---', ''],
    ['emoji alone', '😀 😀', ''],
  ])('leaves out the noise of %s', (_, written, read) => {
    expect(spokenText(written)).toBe(read);
  });

  test.each([
    'It costs ₹1,00,000.50, that is Rs. 1 lakh.',
    'The dose is 2 * 5 ml, at -5 °C.',
    'Ask for user_name at care@example.co.in.',
    'Press # or * and then 5.',
    'Is 3 < 5 and 7 > 5?',
    'डॉ. राव की फीस रु. 500 है। क्या आप आएँगे?',
    'क्‍षमा कीजिए, श्री‌मान।',
    'Meet A. K. Sharma (he is in) - at 9.30 a.m.',
    '50% off, 24/7, A/C & more; R&D = fun.',
    '"Namaste", she said… and left.',
  ])('changes nothing in %j', (written) => {
    expect(spokenText(written)).toBe(written);
  });

  test('reads what it has read before in the same way', () => {
    const piece = fc.constantFrom(
      ...[
        '**',
        '*',
        '_',
        '`',
        '#',
        '> ',
        '- ',
        '|',
        '[',
        ']',
        '(',
        ')',
        '😀',
        '₹500',
        'word',
        'शब्द',
        ' ',
        '\n',
        '.',
        '~~',
      ],
    );
    const plain = fc.array(fc.constantFrom('word', 'शब्द', '₹500', '2.5', 'Dr.', 'ok,', 'a_b'), {
      maxLength: 12,
    });
    fc.assert(fc.property(plain, (words) => expect(spokenText(words.join(' '))).toBe(words.join(' '))));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const letters = (text: string) => text.replace(/[^\p{L}\p{M}\p{N}₹]/gu, '');
        expect(letters(spokenText(pieces.join(' ')))).toBe(letters(pieces.join(' ')));
      }),
    );
  });
});
