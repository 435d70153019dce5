import { Course } from '../../../../builders/course';
import { HEARD, PLAYED, replied } from '../../../../builders/happenings';

const LISTEN = { type: 'listen' } as const;
const HANGS_UP = { type: 'hung-up', by: 'caller' } as const;
const FAILED = { type: 'failed', what: 'play', reason: 'InvalidAudioSource' } as const;
const asked = () => Course.greeted().meet(HEARD);

describe('a reply that is not heard to its end', () => {
  it.each([
    [
      'because the caller hangs up in its middle',
      () =>
        asked()
          .meet(replied(['One.', 'Two.'], LISTEN))
          .after(500),
      2,
      1500,
    ],
    ['because the caller hangs up before it is made', () => asked().after(500), 0, 0],
    [
      'because the caller hangs up before all of it is made',
      () =>
        asked()
          .meet(replied(['One.']))
          .after(1000),
      1,
      0,
    ],
  ])('is noted, %s', (_, course, parts, leftMs) => {
    expect(course().meet(HANGS_UP).conversation.cut).toEqual({ turn: 1, parts, leftMs });
  });

  it('is told to the next turn when it could not be played', () => {
    const course = asked()
      .meet(replied(['One.', 'Two.'], LISTEN), FAILED)
      .after(9000)
      .meet(HEARD);
    expect(course.effect('think')?.cut).toEqual({ turn: 1, parts: 2, leftMs: 2000 });
  });
});

describe('a reply that is heard to its end', () => {
  it('is not noted when the caller hangs up after it', () => {
    const course = asked()
      .meet(replied(['One.', 'Two.'], LISTEN))
      .after(2000)
      .meet(HANGS_UP);
    expect(course.conversation.cut).toBeUndefined();
  });

  it('is not noted when the agent ends the call', () => {
    const course = asked()
      .meet(replied(['Goodbye.'], { type: 'end' }))
      .after(1100)
      .meet(HANGS_UP, PLAYED);
    expect(course.conversation.cut).toBeUndefined();
  });
});
