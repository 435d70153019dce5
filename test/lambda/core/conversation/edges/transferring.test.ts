import { phrasesFor } from '../../../../../lambda/core/speech/phrases';
import { Course } from '../../../../builders/course';
import { failed, HEARD, replied } from '../../../../builders/happenings';

const HUMAN = '+918049876543';
const WHISPER = {
  key: 'calls/call-1/turn-0001/whisper.wav',
  text: 'Asha asks for a refund.',
  durationMs: 2000,
};
const say = phrasesFor('en');

const ringing = (how: { ringSeconds?: number; via?: 'trunk'; whisper?: typeof WHISPER } = {}) =>
  Course.greeted().meet(HEARD, replied(['I pass you on.'], { type: 'transfer', to: HUMAN, ...how }));

describe('a transfer', () => {
  test('rings as long and goes the way that the agent was told', () => {
    expect(ringing().command('transfer')).toMatchObject({ timeoutSeconds: 30, via: 'pstn' });
    const course = ringing({ ringSeconds: 45, via: 'trunk' });
    expect(course.command('transfer')).toMatchObject({ timeoutSeconds: 45, via: 'trunk' });
  });

  test('tells the human what it is about once they have taken it, and nothing before', () => {
    const course = ringing({ whisper: WHISPER });
    expect(course.does).toEqual(['I pass you on.', `transfer ${HUMAN}`]);
    course.meet({ type: 'transferred' });
    expect(course.does).toEqual([`whisper ${WHISPER.key}`]);
    expect(course.meet({ type: 'played' }).does).toEqual([]);
  });

  test('keeps no words of its summary in the state of the call', () => {
    expect(JSON.stringify(ringing({ whisper: WHISPER }).conversation)).not.toContain(WHISPER.text);
  });

  test('leaves the two joined when its summary cannot be played', () => {
    const course = ringing({ whisper: WHISPER }).meet({ type: 'transferred' }, failed('play'));
    expect(course.phase).toBe('bridged');
    expect(course.does).toEqual([]);
  });

  test('that failed is told to the agent with each turn from then on', () => {
    const course = ringing({ whisper: WHISPER }).meet(failed('transfer'), HEARD);
    expect(course.effect('think')?.failedTransfers).toBe(1);
    course.meet(replied(['Again.'], { type: 'transfer', to: HUMAN }), failed('transfer'), HEARD);
    expect(course.effect('think')?.failedTransfers).toBe(2);
  });

  test('that failed leaves nothing to say to the human of the next one', () => {
    const course = ringing({ whisper: WHISPER }).meet(failed('transfer'), HEARD);
    course.meet(replied(['Again.'], { type: 'transfer', to: HUMAN }), { type: 'transferred' });
    expect(course.does).toEqual([]);
  });

  test('does not happen by chance: an agent without failed transfers tells of none', () => {
    expect(Course.greeted().meet(HEARD).effect('think')).not.toHaveProperty('failedTransfers');
  });

  test('ends for both when the caller gives up while it rings', () => {
    const course = ringing().meet({ type: 'hung-up', by: 'caller', code: 0 });
    expect(course.does).toEqual(['hang up everyone']);
    expect(course.effect('conclude')?.outcome).toBe('caller-hung-up');
    expect(course.meet({ type: 'transferred' }).does).toEqual(['hang up everyone']);
  });

  test('pays no heed to keys while it rings', () => {
    const course = ringing();
    const before = course.conversation;
    expect(course.meet({ type: 'keyed', digits: '1' }).conversation).toBe(before);
  });
});

test('the fallback goes the way that the agent was told, too', () => {
  const fallback = { transfer: HUMAN, via: 'trunk' as const, ringSeconds: 60 };
  const course = Course.greeted({ fallback, limits: { failures: 1 } }).meet(failed());
  expect(course.does).toEqual([say.transferring, `transfer ${HUMAN}`]);
  expect(course.command('transfer')).toMatchObject({ timeoutSeconds: 60, via: 'trunk' });
});
