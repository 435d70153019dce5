import {
  asked,
  called,
  claimed,
  denied,
  due,
  finished,
  idempotencyKey,
  leftOver,
  lost,
  newCallee,
  putOff,
  renewed,
  type CallOutcome,
  type CalleeRecord,
} from '../../../../../lambda/core/outbound/campaign/callee';
import { aCallee, aCampaign, NOON } from '../../../../builders/campaign';

const MINUTE_MS = 60_000;
const { settings } = aCampaign();
const dialling = () => asked(claimed(due(aCallee(), NOON), 'ref', NOON), NOON);
const after = (...outcomes: CallOutcome[]) =>
  outcomes.reduce<CalleeRecord>(
    (callee, outcome) => called(claimed(due(callee, NOON), 'ref', NOON), outcome, NOON, settings),
    aCallee(),
  );

it('goes from waiting over due and dialling to one end', () => {
  const callee = dialling();
  expect(callee).toMatchObject({ state: 'dialling', attempt: 1, reference: 'ref', version: 4 });
  const done = called(callee, 'answered', NOON, settings);
  expect(done).toMatchObject({
    state: 'done',
    outcome: 'answered',
    calls: [{ at: NOON, outcome: 'answered' }],
  });
  expect(done).not.toHaveProperty('nextAt');
});

it('is called again as often as the plan has it for an outcome, under another key each time', () => {
  expect(after('busy')).toMatchObject({ state: 'waiting', attempt: 2, nextAt: NOON + 10 * MINUTE_MS });
  expect(after('busy', 'busy')).toMatchObject({ state: 'waiting', attempt: 3 });
  expect(after('busy', 'busy', 'busy')).toMatchObject({ state: 'done', outcome: 'busy' });
  expect(after('busy', 'failed', 'busy', 'failed')).toMatchObject({ state: 'done', outcome: 'failed' });
  expect(idempotencyKey('reminders', after('busy'))).toBe(`reminders/${aCallee().callee}/2`);
});

it('is not called again after an outcome that the plan does not name, nor when nobody knows what became of it', () => {
  expect(after('no-answer')).toMatchObject({ state: 'done', outcome: 'no-answer' });
  expect(after('unclear')).toMatchObject({ state: 'done', outcome: 'unclear' });
});

it('is not called again when the campaign is over before', () => {
  const late = Date.parse('2026-11-28T17:58:00+05:30');
  expect(called(dialling(), 'busy', late, settings)).toMatchObject({ state: 'done', outcome: 'busy' });
});

it('keeps its attempt when nothing was dialled, and takes another one when its key is of no use', () => {
  expect(putOff(dialling(), NOON + 5)).toMatchObject({ state: 'waiting', attempt: 1, nextAt: NOON + 5 });
  expect(renewed(dialling(), NOON)).toMatchObject({ state: 'waiting', attempt: 2 });
  expect(lost(dialling(), NOON)).toMatchObject({ state: 'waiting', attempt: 1, lost: 1 });
});

it('is given up when worker after worker dies with it', () => {
  expect(lost({ ...dialling(), lost: 4 }, NOON)).toMatchObject({ state: 'done', outcome: 'failed' });
});

it('is denied for ever by a rule about itself, and for an hour by one about the hour, eight times at most', () => {
  const rule = { rule: 'opt-out', final: true };
  expect(denied(dialling(), rule, NOON, settings)).toMatchObject({ outcome: 'denied', rule: 'opt-out' });
  const hourly = { rule: 'hours', final: false };
  expect(denied(dialling(), hourly, NOON, settings)).toMatchObject({
    state: 'waiting',
    attempt: 2,
    nextAt: NOON + 60 * MINUTE_MS,
  });
  expect(denied({ ...dialling(), denials: 7 }, hourly, NOON, settings)).toMatchObject({ outcome: 'denied' });
});

it('is looked at on other days, too, where a rule denies a whole one', () => {
  const monday = { rule: 'preferences', final: false };
  let callee = aCallee(1, { nextAt: Date.parse('2026-11-23T10:00:00+05:30') });
  while (callee.nextAt! < Date.parse('2026-11-24T00:00:00+05:30')) {
    callee = denied(callee, monday, callee.nextAt!, settings);
    expect(callee.state).toBe('waiting');
  }
  expect(callee.denials).toBeLessThan(8);
});

it('has as many looks after a call as before it', () => {
  const put = { ...dialling(), denials: 7 };
  expect(called(put, 'busy', NOON, settings)).toMatchObject({ state: 'waiting', denials: 0 });
});

it('ends as expired or stopped when its campaign is over', () => {
  expect(leftOver(settings, NOON)).toBe('stopped');
  expect(leftOver(settings, Date.parse('2026-11-28T18:00:00+05:30'))).toBe('expired');
  expect(finished(aCallee(), 'stopped', NOON)).toMatchObject({ state: 'done', doneAt: NOON });
});

it('begins with its first attempt', () => {
  const known = { callee: 'f'.repeat(64), number: '+919810000001', row: 2, variables: { name: 'Asha' } };
  expect(newCallee(known, NOON)).toMatchObject({ ...known, state: 'waiting', attempt: 1, nextAt: NOON });
});
