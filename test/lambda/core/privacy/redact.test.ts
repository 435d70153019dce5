import fc from 'fast-check';
import { passesLuhn, passesVerhoeff } from '../../../../lambda/core/privacy/checksums';
import { PII_KINDS } from '../../../../lambda/core/privacy/kinds';
import { redact, redactKeyed } from '../../../../lambda/core/privacy/redact';

const all = (text: string) => redact(text, PII_KINDS);

describe('taken out', () => {
  it.each([
    ['+91 98765 43210', '[phone number]'],
    ['098765-43210', '[phone number]'],
    ['(415) 555-0123', '[phone number]'],
    ['98765, 43210', '[phone number]'],
    ['98-10-12-34-56', '[phone number]'],
    ['९८७६५ ४३२१०', '[phone number]'],
    ['nine eight double zero one two three four five six', '[phone number]'],
    ['नौ आठ सात छह पांच चार तीन दो एक शून्य', '[phone number]'],
    ['nau aath saat chhe paanch char teen do ek shunya', '[phone number]'],
    ['ninety eight seven sixty five forty three two ten', '[phone number]'],
    ['plus nine one 98765 43210', '[phone number]'],
    ['1800 123 4567', '[phone number]'],
    ['asha.rao@example.co.in', '[email address]'],
    ['asha dot rao at the rate gmail dot com', '[email address]'],
    ['asha@okaxis', '[UPI id]'],
    ['asha at ybl', '[UPI id]'],
    ['ABCPE1234F', '[PAN]'],
    ['a b c p e 1 2 3 4 f', '[PAN]'],
    ['4111 1111 1111 1111', '[card number]'],
    ['2345 6789 0124', '[Aadhaar number]'],
    ['00123456789', '[digits]'],
    ['nine eight double zero', '[digits]'],
    ['नौ आठ सात छह', '[digits]'],
    ['9, 8, 7, 6', '[digits]'],
  ])('%s', (told, mark) => {
    expect(all(told)).toBe(mark);
    expect(all(`It is ${told}, thank you.`)).toBe(`It is ${mark}, thank you.`);
  });

  it('a short number only where it was announced as a secret', () => {
    expect(all('My OTP is 4821')).toBe('My OTP is [digits]');
    expect(all('the verification code that I got is 482913')).toBe(
      'the verification code that I got is [digits]',
    );
    expect(all('ओटीपी है 482913')).toBe('ओटीपी है [digits]');
    expect(all('Appointment 4821, please')).toBe('Appointment 4821, please');
    expect(all('The pin code is 560001')).toBe('The pin code is 560001');
  });

  it('no kind that was not asked for', () => {
    const told = 'asha@example.com, 98765 43210, 4111 1111 1111 1111';
    expect(redact(told, ['card'])).toBe('asha@example.com, 98765 43210, [card number]');
    expect(redact(told, ['email'])).toBe('[email address], 98765 43210, 4111 1111 1111 1111');
    expect(redact(told, [])).toBe(told);
  });
});

describe('left alone', () => {
  it.each([
    'We open at 10:30 and close at 6 pm on 23-11-2026, or on 24/12/2026.',
    'It was on 5 May 2026 at 10.30, and again on May 6, 2026.',
    'That is ₹1,500, or Rs. 12,50,000 for 2,400 people, $1,234.56 in all.',
    'It costs 1500 rupees, 2000 rupees or 2500.',
    'Prices are 1500, 2000, 2500, 3000.',
    'In 2025-26 the rate was 7.25 percent, from 2019 to 2024.',
    'Nineteen eighty four and twenty five thousand, two or three times.',
    'Do you have one for two people at half past nine?',
    'March 2026 I went, since 2026 a lot.',
    'My account at sbi is fine, meet me at the counter.',
    'Rooms 101, 102, 103 and 104.',
    'दो लोग, तीन बजे, 1500 रुपये',
    'ek do din mein',
  ])('%s', (told) => expect(all(told)).toBe(told));

  it('any date, time and amount in a sentence', () => {
    const two = (n: number) => String(n).padStart(2, '0');
    const date = fc
      .record({
        y: fc.integer({ min: 1950, max: 2049 }),
        m: fc.integer({ min: 1, max: 12 }),
        d: fc.integer({ min: 1, max: 28 }),
      })
      .chain(({ y, m, d }) =>
        fc.constantFrom(
          `${y}-${two(m)}-${two(d)}`,
          `${two(d)}/${two(m)}/${y}`,
          `${d}.${m}.${y}`,
          `${d} March ${y}`,
        ),
      );
    const time = fc
      .record({ h: fc.integer({ min: 0, max: 23 }), m: fc.integer({ min: 0, max: 59 }) })
      .map(({ h, m }) => `${h}:${two(m)}`);
    const amount = fc
      .integer({ min: 1, max: 9_999_999 })
      .chain((n) =>
        fc.constantFrom(`₹${n.toLocaleString('en-IN')}`, `${n} rupees`, `$${n.toLocaleString('en-US')}`),
      );
    fc.assert(
      fc.property(date, time, amount, (d, t, a) => {
        const told = `I came on ${d} at ${t} and paid ${a} for it.`;
        expect(all(told)).toBe(told);
      }),
    );
  });
});

describe('whatever stands around it', () => {
  const digit = fc.integer({ min: 0, max: 9 });
  const digits = (length: number) =>
    fc.array(digit, { minLength: length, maxLength: length }).map((each) => each.join(''));
  const checked = (body: string, passes: (text: string) => boolean) =>
    [...'0123456789'].map((last) => body + last).find(passes)!;
  const card = fc
    .constantFrom(13, 15, 16, 19)
    .chain((length) => digits(length - 2))
    .map((body) => checked(`4${body}`, passesLuhn));
  const aadhaar = fc
    .tuple(fc.integer({ min: 2, max: 9 }), digits(10))
    .map(([first, rest]) => checked(`${first}${rest}`, passesVerhoeff));
  const around = fc.constantFrom(
    '',
    'It is ',
    'My card: ',
    'on 23-11-2026 ',
    'pay 1500 rupees with ',
    'मेरा नंबर ',
    'code A4 ',
  );
  const gap = fc.constantFrom('', ' ', '-', '. ', ', ');
  const grouped = (size: number) => (number: string, joint: string) =>
    number.match(new RegExp(`\\d{1,${size}}`, 'g'))!.join(joint);

  it('no valid card number survives', () => {
    fc.assert(
      fc.property(card, around, around, gap, (number, before, after, joint) => {
        const kept = all(`${before}${grouped(4)(number, joint)} ${after}`);
        expect(windowsOf(kept, 13, 19).filter(passesLuhn)).toEqual([]);
        expect(kept).not.toContain(number.slice(0, 12));
      }),
    );
  });

  it('no valid Aadhaar number survives', () => {
    fc.assert(
      fc.property(aadhaar, around, around, gap, (number, before, after, joint) => {
        const kept = all(`${before}${grouped(4)(number, joint)} ${after}`);
        expect(windowsOf(kept, 12, 12).filter(passesVerhoeff)).toEqual([]);
      }),
    );
  });

  it('no spelled card number survives', () => {
    const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
    fc.assert(
      fc.property(card, (number) => {
        expect(all(`it is ${[...number].map((one) => words[Number(one)]).join(' ')} okay`)).toBe(
          'it is [card number] okay',
        );
      }),
    );
  });

  it('what was redacted is not redacted again, and no text takes long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), card, (noise, number) => {
        const kept = all(`${noise} ${number} ${noise}`);
        expect(all(kept)).toBe(kept);
      }),
    );
    for (const piece of ['a', '9', '9 ', 'nine ', 'a.', 'at ', '(41) ', '+']) {
      expect(typeof all(piece.repeat(4000))).toBe('string');
    }
  });

  /** All numbers that a reader could make out, whatever is written between their digits. */
  function windowsOf(text: string, least: number, most: number): string[] {
    const runs = text.match(/\d(?:[ .,-]{0,3}\d)*/g)?.map((run) => run.replace(/\D/g, '')) ?? [];
    return runs.filter(({ length }) => length >= least && length <= most);
  }
});

describe('keyed digits', () => {
  it('become stars where they tell something', () => {
    expect(redactKeyed('482913#', PII_KINDS)).toBe('*******');
    expect(redactKeyed('4111111111111111', ['card'])).toBe('*'.repeat(16));
  });

  it('stay where they are a choice, or of a kind that may be kept', () => {
    expect(redactKeyed('1#', PII_KINDS)).toBe('1#');
    expect(redactKeyed('482913', ['card', 'email'])).toBe('482913');
    expect(redactKeyed('482913', [])).toBe('482913');
  });
});

describe('the check digits', () => {
  it('are those of published examples', () => {
    expect(['4111111111111111', '79927398713', '6521111111111117'].map(passesLuhn)).toEqual([
      true,
      true,
      false,
    ]);
    expect(['2363', '123451', '84736430954837284567892', '123450'].map(passesVerhoeff)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
