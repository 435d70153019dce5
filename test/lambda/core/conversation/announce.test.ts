import * as fc from 'fast-check';
import { aPolicy } from '../../../builders/policy';
import { Course } from '../../../builders/course';
import {
  anyHappening,
  HEARD,
  PLAYED,
  replied,
  SILENT,
  UNFINISHED,
  WAITED,
} from '../../../builders/happenings';

const SOON = aPolicy().phrases['time-soon'];
const LISTEN = { type: 'listen' } as const;
const aCall = (limits: object = { callSeconds: 300 }) => Course.greeted({ limits });

describe('the last minute', () => {
  test('is told of once, before the agent listens', () => {
    const course = aCall()
      .after(230_000)
      .meet(HEARD, replied(['Yes.'], LISTEN));
    expect(course.does).not.toContain(SOON);
    course.after(12_000).meet(HEARD, replied(['Gladly.'], LISTEN));
    expect(course.does.slice(-3)).toEqual(['Gladly.', SOON, 'listen']);
    expect(course.meet(HEARD, replied(['Yes.'], LISTEN)).does).not.toContain(SOON);
  });

  test('is told of behind a reply, never inside it', () => {
    const course = aCall()
      .after(250_000)
      .meet(HEARD, replied(['One.']));
    expect(course.does).not.toContain(SOON);
    expect(course.meet(PLAYED, WAITED).does).not.toContain(SOON);
    expect(course.meet(replied(['Two.'], LISTEN)).does.slice(-3)).toEqual(['Two.', SOON, 'listen']);
  });

  test('begins while the reply is still being spoken', () => {
    const next = replied([`A long sentence. ${'x'.repeat(20)}`], LISTEN) as {
      parts: { durationMs: number }[];
    };
    next.parts[0]!.durationMs = 5000;
    const course = aCall()
      .after(236_000)
      .meet(HEARD, next as never);
    expect(course.does.at(-2)).toBe(SOON);
  });

  test('is told to a caller who is silent, and not in the middle of a sentence', () => {
    expect(aCall().after(250_000).meet(HEARD, SILENT).does).toEqual([SOON, 'listen']);
    expect(aCall().after(250_000).meet(HEARD, UNFINISHED).does).toEqual(['listen']);
  });

  test('is not told of when the agent is to say nothing of it, or the call may not last twice as long', () => {
    const last = (limits: object) =>
      aCall(limits)
        .after(29_000)
        .meet(HEARD, replied(['Yes.'], LISTEN)).does;
    expect(last({ callSeconds: 30 })).not.toContain(SOON);
    expect(last({ callSeconds: 60, warnSeconds: 0 })).not.toContain(SOON);
    expect(last({ callSeconds: 60, warnSeconds: 30 })).not.toContain(SOON);
    const inHalfAMinute = aCall({ callSeconds: 60, warnSeconds: 30 }).after(31_000);
    expect(inHalfAMinute.meet(HEARD, replied(['Yes.'], LISTEN)).does.join()).toContain('30 seconds');
  });
});

test('the longest time ends with words, and the hang-up waits for them', () => {
  const course = aCall().after(300_000).meet({ type: 'expired' });
  expect(course.does).toEqual([aPolicy().phrases['time-up'], 'hang up']);
});

describe('"are you still there?"', () => {
  const REPROMPTS = [aPolicy().phrases['reprompt-1'], aPolicy().phrases['reprompt-2']];

  test('is asked after silence alone', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyHappening, fc.nat(20_000)), { maxLength: 60 }), (happenings) => {
        const course = Course.greeted();
        for (const [told, ms] of happenings) {
          course.after(ms).meet(told);
          if (told.type !== 'silent') for (const words of REPROMPTS) expect(course.does).not.toContain(words);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is never asked while a reply is being made, however long a tool takes', () => {
    const course = Course.greeted().meet(HEARD);
    for (let seconds = 0; seconds < 14; seconds++) {
      course.after(1000).meet(WAITED, PLAYED);
      expect(course.phase).toBe('thinking');
      for (const words of REPROMPTS) expect(course.does).not.toContain(words);
    }
  });

  test('counts no silence from before a reply', () => {
    const course = Course.greeted().meet(HEARD, { ...SILENT, ms: 5000 } as typeof SILENT);
    course.meet(HEARD, replied(['Yes.'], LISTEN), HEARD, { ...SILENT, ms: 5000 } as typeof SILENT);
    expect(course.does).toEqual(['listen']);
  });
});
