import { policyOf } from '../../../../lambda/core/agents/policy';
import { anAgent } from '../../../builders/agent';
import { Course } from '../../../builders/course';
import { HEARD } from '../../../builders/happenings';

const MESSAGE = 'This is the clinic. Please call us back.';
const dialled = (agent: Parameters<typeof anAgent>[0] = {}, machine = false) =>
  new Course().meet({
    type: 'arrived',
    policy: policyOf(anAgent(agent), {}, { outbound: true }),
    ...(machine && { machine }),
  });

describe('a mailbox that answers a call of ours', () => {
  test('is hung up on, without a word', () => {
    const course = dialled().meet(HEARD, { type: 'voicemail' });
    expect(course.does).toEqual(['hang up']);
    expect(course.effect('conclude')?.outcome).toBe('voicemail');
  });

  test('is left a message where there is one, and then hung up on', () => {
    const course = dialled({ voicemail: { say: MESSAGE } });
    expect(course.effect('prepare')?.texts[1]).toBe(MESSAGE);
    course.meet(HEARD, { type: 'voicemail' });
    expect(course.does).toEqual([MESSAGE, 'hang up']);
    expect(course.effect('conclude')?.outcome).toBe('voicemail');
  });

  test('is not greeted when its carrier knows it already', () => {
    const course = dialled({}, true);
    expect(course.does).toEqual(['hang up']);
    expect(course.conversation.outcome).toBe('voicemail');
  });

  test('may finish what it says before it is left the message', () => {
    const course = dialled({ voicemail: { say: MESSAGE } }, true);
    expect(course.does).toEqual(['listen']);
    expect(course.effect('prepare')?.texts[0]).toBe(MESSAGE);
    expect(course.meet(HEARD, { type: 'voicemail' }).does).toEqual([MESSAGE, 'hang up']);
  });
});

test('what is heard of a mailbox when the call is over changes nothing', () => {
  const course = dialled().meet({ type: 'hung-up', by: 'caller' }, { type: 'voicemail' });
  expect(course.does).toEqual([]);
  expect(course.conversation.outcome).toBe('caller-hung-up');
});
