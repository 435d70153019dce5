import { fillDigits, withoutDigits } from '../../../../lambda/core/digits/fill-digits';

const KEPT: Record<string, string> = { card: '4929123412341234', pin: '4711' };
const kept = async (name: string) => KEPT[name];

test('digits stand where a text names them, however deep it lies', async () => {
  const args = { card: '{{digits.card}}', more: [{ note: 'PIN {{ digits.pin }}!' }], amount: 12, none: null };
  const { args: filled, missing } = await fillDigits(args, kept);
  expect(filled).toEqual({ card: '4929123412341234', more: [{ note: 'PIN 4711!' }], amount: 12, none: null });
  expect(missing).toEqual([]);
  expect(args.card).toBe('{{digits.card}}');
});

test('each number is looked up once', async () => {
  const asked: string[] = [];
  await fillDigits({ a: '{{digits.pin}}', b: '{{digits.pin}}' }, async (name) => {
    asked.push(name);
    return '1';
  });
  expect(asked).toEqual(['pin']);
});

test('arguments that name none stay as they are, and nothing is looked up', async () => {
  const args = { text: '{{name}} {{digits}} {{digits.}} digits.pin' };
  const { args: filled } = await fillDigits(args, () => Promise.reject(new Error('nobody is to ask')));
  expect(filled).toBe(args);
});

test('digits that are not there are told', async () => {
  const { args, missing } = await fillDigits({ otp: '{{digits.otp}}', pin: '{{digits.pin}}' }, kept);
  expect(missing).toEqual(['otp']);
  expect(args).toEqual({ otp: '{{digits.otp}}', pin: '4711' });
});

test('an answer that repeats the digits loses them, unless they are too short to tell', () => {
  const used = new Map([
    ['card', '4929123412341234'],
    ['floor', '2'],
  ]);
  expect(withoutDigits('charged 4929123412341234 for 2 people', used)).toBe(
    'charged {{digits.card}} for 2 people',
  );
});
