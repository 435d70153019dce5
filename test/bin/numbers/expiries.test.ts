import { expiriesIn, inWords } from '../../../bin/numbers/expiries';

const until = (validUntil: string) => ({ validUntil });

it('are told by days in India, the nearest first', () => {
  // In India it is the 24th already.
  const now = Date.parse('2026-11-23T19:00:00Z');
  const record = {
    principalEntity: until('2026-12-24'),
    telemarketer: until('2026-11-23'),
    notices: [until('2026-11-24'), until('2026-11-25')],
  };
  expect(expiriesIn(record, now).map(inWords)).toEqual([
    'telemarketer.validUntil: expired on 2026-11-23',
    'notices.0.validUntil: valid until today, 2026-11-24',
    'notices.1.validUntil: valid until 2026-11-25, one more day',
    'principalEntity.validUntil: valid until 2026-12-24, 30 more days',
  ]);
  expect(expiriesIn(undefined, now)).toEqual([]);
});
