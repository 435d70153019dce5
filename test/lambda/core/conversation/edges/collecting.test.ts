import { phrasesFor } from '../../../../../lambda/core/speech/phrases';
import { Course } from '../../../../builders/course';
import { failed, HEARD, replied } from '../../../../builders/happenings';

const say = phrasesFor('en');
const PIN = { type: 'collect', name: 'pin', min: 4, max: 6, private: true, gapSeconds: 4 } as const;
const pressed = (digits: string) => ({ type: 'pressed', digits }) as const;

function asking({ words = ['Key in your PIN.'], next = {}, recorded = false } = {}): Course {
  const course = Course.greeted();
  if (recorded) course.conversation.recording = 'noticed';
  return course.meet(HEARD, replied(words, { ...PIN, ...next }));
}

describe('digits that the agent asks for', () => {
  test('are asked for in its words, or in stock ones', () => {
    expect(asking().does).toEqual(['Key in your PIN.', 'ask for digits']);
    expect(asking({ words: [] }).does).toEqual([say['key-digits'], 'ask for digits']);
    expect(asking().command('ask-digits')).toMatchObject({ max: 6, firstSeconds: 6, gapSeconds: 4 });
  });

  test('are kept apart when they are private, and the agent is told how many there are', () => {
    const course = asking().meet(pressed('4929'));
    expect(course.effect('keep-digits')).toEqual({ type: 'keep-digits', name: 'pin', digits: '4929' });
    expect(course.effect('think')).toMatchObject({ input: { kind: 'collected', name: 'pin', count: 4 } });
    expect(course.effect('think')?.input).not.toHaveProperty('digits');
    expect(course.conversation.digits).toBe('');
  });

  test('are kept before the agent answers, so that a tool finds them', () => {
    const types = asking()
      .meet(pressed('4929'))
      .last.effects.map(({ type }) => type);
    expect(types).toEqual(['keep-digits', 'think', 'await-reply']);
  });

  test('reach the agent as they are when they are not private', () => {
    const course = asking({ next: { private: false } }).meet(pressed('4929'));
    expect(course.effect('keep-digits')).toBeUndefined();
    expect(course.effect('think')).toMatchObject({ input: { name: 'pin', count: 4, digits: '4929' } });
  });

  test.each(['', '12', '1234567', '49*9'])('that cannot be it (%o) are asked for once more', (digits) => {
    const course = asking().meet(pressed(digits));
    expect(course.phase).toBe('collecting');
    expect(course.does).toEqual([say['digits-again'], 'ask for digits']);
    expect(course.meet(pressed('4929')).effect('think')).toMatchObject({ input: { count: 4 } });
  });

  test('that do not come a second time are none, and the agent goes on', () => {
    const course = asking().meet(pressed('12'), pressed(''));
    expect(course.effect('keep-digits')).toBeUndefined();
    expect(course.effect('think')).toMatchObject({ input: { kind: 'collected', name: 'pin', count: 0 } });
  });

  test('are told of by one action only', () => {
    const course = asking();
    const before = course.conversation;
    expect(course.meet({ type: 'keyed', digits: '4929' }).conversation).toBe(before);
  });
});

describe('a call that is recorded', () => {
  test('is not while private digits are asked for', () => {
    const course = asking({ recorded: true });
    expect(course.does).toEqual(['pause recording', 'Key in your PIN.', 'ask for digits']);
    expect(course.meet(pressed('1')).does).toEqual([say['digits-again'], 'ask for digits']);
    expect(course.meet(pressed('4929')).does).toEqual(['resume recording']);
  });

  test('is recorded on when the asking fails', () => {
    const course = asking({ recorded: true }).meet(failed('listen'));
    expect(course.does).toEqual(['resume recording', say.sorry, 'listen']);
    expect(course.meet(HEARD, failed('reply')).does).not.toContain('resume recording');
  });

  test('is recorded throughout when the digits are not private', () => {
    const course = asking({ recorded: true, next: { private: false } });
    expect(course.does).toEqual(['Key in your PIN.', 'ask for digits']);
    expect(course.meet(pressed('4929')).does).toEqual([]);
  });
});

test('keys that the agent presses are heard by the other end, and the agent listens on', () => {
  const course = Course.greeted().meet(HEARD, replied([], { type: 'send-digits', digits: '2,,417#' }));
  expect(course.does).toEqual(['press 2,,417#', 'listen']);
  expect(course.phase).toBe('listening');
});
