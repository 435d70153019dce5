import { spendingSettings, unusedOf, type DialEnding } from '../../../../lambda/core/outbound/spending';
import { aNotedOrder } from '../../../builders/dial';

const ASKED = 1_767_225_600_000;
const reserved = { day: '2026-01-01', micros: 3_000_000, microsPerMinute: 100_000 };

const used = (ending: Partial<DialEnding>, answered = true) => {
  const record = aNotedOrder({ askedAt: ASKED, ...(answered && { answeredAt: ASKED + 9000 }) });
  const known = { outcome: 'completed' as const, at: ASKED + 100_000, ...ending };
  return (reserved.micros - unusedOf({ ...record, reserved }, known)) / reserved.microsPerMinute;
};

it.each<[string, Partial<DialEnding>, boolean, number]>([
  ['a call of no second', { seconds: 0 }, true, 0],
  ['one of a second', { seconds: 1 }, true, 1],
  ['one of a minute', { seconds: 60 }, true, 1],
  ['one of a second more', { seconds: 61 }, true, 2],
  ['one of all its minutes', { seconds: 1800 }, true, 30],
  ['one that its carrier counts a second too long', { seconds: 1801 }, true, 30],
  ['one that was busy', { outcome: 'busy' }, false, 0],
  ['one that nobody answered', { outcome: 'no-answer' }, false, 0],
  ['one that was ended before', { outcome: 'canceled' }, false, 0],
  ['one that the carrier refused', { outcome: 'refused' }, false, 0],
  ['one that failed, nobody knows when', { outcome: 'failed' }, false, 2],
  ['one that failed after its answer', { outcome: 'failed' }, true, 2],
  ['one said to be busy after its answer', { outcome: 'busy' }, true, 2],
  ['one of which nobody tells how long it was', {}, true, 2],
  ['the same a moment earlier', { at: ASKED + 60_000 }, true, 1],
  ['one that ends long after its time', { at: ASKED + 9_000_000 }, true, 30],
])('of %s counts the minutes that have begun', (_, ending, answered, minutes) => {
  expect(used(ending, answered)).toBe(minutes);
});

it('takes amounts of six digits after the point', () => {
  const of = (perDay: number) => spendingSettings.safeParse({ perDay, pricePerMinute: { IN: 0.65 } }).success;
  expect([0.000001, 0.07, 1.1, 50, 123_456.789012, 1_000_000_000].map(of)).not.toContain(false);
  expect([0, -1, 0.0000001, 1.0000005, 1_000_000_001, Infinity].map(of)).not.toContain(true);
});
