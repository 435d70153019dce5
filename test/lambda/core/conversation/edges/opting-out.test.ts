import { phrasesFor } from '../../../../../lambda/core/speech/phrases';
import { Course } from '../../../../builders/course';
import { failed, HEARD, PLAYED, replied, SILENT } from '../../../../builders/happenings';

const say = phrasesFor('en');
const AGENT = { tools: [{ type: 'opt-out', key: '9' }] } satisfies Parameters<typeof Course.greeted>[0];
const OPTED_OUT = replied([], { type: 'opted-out' });
const pressed = (digits: string) => ({ type: 'pressed', digits }) as const;
const keyed = (digits: string) => ({ type: 'keyed', digits }) as const;
const HUNG_UP = { type: 'hung-up', by: 'caller' } as const;

describe('an opt-out that is noted', () => {
  test('is confirmed, and ends the call', () => {
    const course = Course.greeted(AGENT).meet(SILENT, pressed('9'), pressed(''));
    expect(course.effect('think')).toMatchObject({ input: { kind: 'digits', digits: '9' } });
    course.meet(OPTED_OUT);
    expect(course.does).toEqual([say['opted-out'], 'hang up']);
    expect(course.effect('conclude')).toMatchObject({ outcome: 'agent-ended' });
  });

  test('has come by a key that cut the agent short', () => {
    const course = Course.greeted(AGENT).meet(HEARD, replied(['One.', 'Two.'], { type: 'listen' }));
    course.meet(keyed('9'), PLAYED);
    expect(course.effect('think')).toMatchObject({ input: { digits: '9' } });
    expect(course.meet(OPTED_OUT).does).toEqual([say['opted-out'], 'hang up']);
  });

  test('has come by a key during the greeting, which is watched for', () => {
    const course = Course.greeted(AGENT);
    expect(course.command('watch-keys')).toBeDefined();
    course.meet(keyed('9'), PLAYED);
    expect(course.effect('think')).toMatchObject({ input: { digits: '9' } });
  });

  test('is confirmed in words that are there beforehand, where there is such a key', () => {
    expect(Course.greeted(AGENT).effect('prepare')?.texts).toContain(say['opted-out']);
    expect(Course.greeted().effect('prepare')?.texts).not.toContain(say['opted-out']);
  });
});

test('a key before the question for consent agrees to nothing', () => {
  const course = Course.greeted({ ...AGENT, recording: { mode: 'consent' } });
  const kinds = course.last.commands.map(({ type }) => type);
  expect(kinds).toEqual(['say', 'watch-keys', 'say', 'listen']);
  expect(course.meet(keyed('9'), PLAYED).effect('think')).toMatchObject({ input: { digits: '9' } });
});

test('an opt-out that could not be noted is not confirmed', () => {
  const course = Course.greeted(AGENT).meet(pressed('9'), pressed(''), failed('reply'));
  expect(course.does).toEqual([say.sorry, 'listen']);
});

describe('whoever hangs up', () => {
  test.each([
    ['right after the key', pressed('9')],
    ['right after the key that cut the greeting short', keyed('9')],
  ])('%s has opted out', (_, key) => {
    const course = Course.greeted(AGENT).meet(HEARD, replied(['One.', 'Two.'], { type: 'listen' }));
    course.meet(key, HUNG_UP);
    expect(course.last.effects).toMatchObject([
      { type: 'conclude', outcome: 'caller-hung-up' },
      { type: 'think', turn: 2, input: { kind: 'digits', digits: '9' } },
    ]);
  });

  test.each([
    ['after other keys', AGENT, [pressed('98')]],
    ['after the key, when it was heard already', AGENT, [pressed('9'), pressed('')]],
    ['after the key of an agent that has none for it', {}, [pressed('9')]],
    ['without a key', AGENT, [SILENT]],
  ])('%s is asked nothing more', (_, agent, happenings) => {
    const course = Course.greeted(agent).meet(...happenings, HUNG_UP);
    expect(course.last.effects).toMatchObject([{ type: 'conclude' }]);
    expect(course.last.effects).toHaveLength(1);
  });

  test('while digits are collected has keyed digits', () => {
    const pin = { type: 'collect', name: 'pin', min: 4, max: 6, private: true, gapSeconds: 4 } as const;
    const course = Course.greeted(AGENT).meet(HEARD, replied(['Your PIN?'], pin), keyed('9'), HUNG_UP);
    expect(course.effect('think')).toBeUndefined();
  });
});
