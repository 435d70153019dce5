import { Course } from '../../../../builders/course';
import { failed, HEARD, PLAYED, replied, WAITED } from '../../../../builders/happenings';

const LISTEN = { type: 'listen' } as const;
const key = (digits: string) => ({ type: 'keyed', digits }) as const;
const LONG = ['One.', 'Two.', 'Three.'];

/** An agent that says three sentences of a second each. */
const speaking = (agent = {}) => Course.greeted(agent).meet(HEARD, replied(LONG, LISTEN));

describe('a key while the agent speaks', () => {
  test('stops the whole reply, and the number reaches the agent when it is over', () => {
    const course = speaking({ listening: { digitGapSeconds: 3 } })
      .after(500)
      .meet(key('4'));
    expect(course.phase).toBe('keying');
    expect(course.does).toEqual(['hold']);
    expect(course.command('hold')?.ms).toBe(3000);
    course.meet(key('2'), PLAYED);
    expect(course.effect('think')).toMatchObject({ turn: 2, input: { kind: 'digits', digits: '42' } });
  });

  test('tells the next turn how far the reply came', () => {
    const course = speaking().after(1500).meet(key('4'), PLAYED);
    expect(course.effect('think')?.cut).toEqual({ turn: 1, parts: 3, leftMs: 1500 });
    expect(course.conversation.cut).toBeUndefined();
  });

  test('tells it also when the caller then speaks', () => {
    const course = speaking().after(1500).meet(key('#')).after(4000).meet(HEARD);
    expect(course.effect('think')?.cut).toEqual({ turn: 1, parts: 3, leftMs: 1500 });
  });

  test('when all was said, the reply counts as heard', () => {
    const course = speaking().after(3100).meet(key('4'), PLAYED);
    expect(course.effect('think')).toMatchObject({ turn: 2, input: { digits: '4' } });
    expect(course.effect('think')?.cut).toBeUndefined();
  });

  test('stops a reply of which more is to come', () => {
    const course = Course.greeted().meet(HEARD, replied(['One.']), key('4'), PLAYED);
    expect(course.effect('think')).toMatchObject({ turn: 2, input: { kind: 'digits', digits: '4' } });
  });

  test('that is the hash key ends the number at once', () => {
    const course = speaking().meet(key('42'), key('1#'));
    expect(course.effect('think')).toMatchObject({ input: { kind: 'digits', digits: '421' } });
  });

  test('that is the hash key alone lets the caller speak', () => {
    const course = speaking().meet(key('#'));
    expect(course.phase).toBe('listening');
    expect(course.does).toEqual(['listen']);
  });

  test('is watched for with each part of a reply, and while more keys may follow', () => {
    const course = Course.greeted().meet(HEARD, replied(['One.']));
    expect(course.command('watch-keys')).toBeDefined();
    expect(course.meet(key('4')).command('watch-keys')).toBeDefined();
    expect(speaking().command('watch-keys')).toBeDefined();
  });
});

describe('news of a key that was waited for', () => {
  const pressed = (digits: string) => ({ type: 'pressed', digits }) as const;

  test('are none while the caller speaks', () => {
    const course = speaking().after(10_000);
    const before = course.conversation;
    expect(course.meet(key('4')).conversation).toBe(before);
  });

  test('are none while the digits are gathered, and right after', () => {
    const course = speaking().after(10_000).meet(pressed('4'), key('4'), pressed('2'));
    expect(course.effect('think')).toMatchObject({ input: { digits: '42' } });
    course.meet(WAITED, key('2#')).meet(replied(LONG, LISTEN));
    expect(course.meet(key('2#')).phase).toBe('listening');
    expect(course.after(1500).meet(key('7')).phase).toBe('keying');
  });

  test('are none after a number that cut the agent short', () => {
    const course = speaking().meet(key('4'), PLAYED, replied(LONG, LISTEN));
    expect(course.meet(key('#')).does).toEqual([]);
  });
});

test('a media plane that refuses to watch for keys is asked once', () => {
  const course = speaking().meet(failed('keys'));
  expect(course.phase).toBe('listening');
  expect(course.meet(HEARD, replied(LONG, LISTEN)).command('watch-keys')).toBeUndefined();
});
