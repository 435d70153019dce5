import { speaking } from '../../../../lambda/core/agents/languages';
import { policyOf } from '../../../../lambda/core/agents/policy';
import { phrasesFor } from '../../../../lambda/core/speech/phrases';
import { anAgent } from '../../../builders/agent';
import { Course } from '../../../builders/course';
import { HEARD, PLAYED, replied, WAITED } from '../../../builders/happenings';

const AGENT = { languages: [{ language: 'hi-IN' }] };
const hindi = phrasesFor('hi');
const policy = policyOf(speaking(anAgent(AGENT), 'hi-IN'), {});

describe('a conversation that goes over to Hindi', () => {
  test('has all its phrases made in Hindi, and says them from then on', () => {
    const course = Course.greeted(AGENT).meet(HEARD, replied(['ज़रूर।'], { type: 'listen' }, { policy }));
    expect(course.does).toEqual(['ज़रूर।', 'listen']);
    expect(course.effect('prepare')?.texts).toEqual(expect.arrayContaining([hindi.sorry, hindi.goodbye]));
    course.meet(HEARD, replied([], { type: 'end' }));
    expect(course.does).toEqual([hindi.goodbye, 'hang up']);
    expect(course.command('say')?.language).toBe('hi-IN');
  });

  test('goes over with the first part of the reply, fillers included', () => {
    const course = Course.greeted(AGENT).meet(HEARD, replied(['एक मिनट।'], undefined, { policy }));
    course.after(3000).meet(PLAYED).after(2500).meet(WAITED);
    expect(course.does).toEqual([hindi.filler]);
  });

  test('at the wish of the caller says so', () => {
    const course = Course.greeted(AGENT).meet(HEARD, replied([], { type: 'listen' }, { policy }));
    expect(course.does).toEqual([hindi.switched, 'listen']);
    expect(course.effect('prepare')?.texts[0]).toBe(hindi.switched);
    expect(course.phase).toBe('listening');
  });
});
