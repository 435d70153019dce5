import * as fc from 'fast-check';
import type { Told } from '../../../../lambda/call/chime/to-happening';
import { EDGES } from '../../../../lambda/core/conversation/edges';
import { HAPPENINGS, type HappeningType } from '../../../../lambda/core/conversation/happenings';
import { PHASES } from '../../../../lambda/core/conversation/state';
import { TABLE } from '../../../../lambda/core/conversation/table';
import { Course } from '../../../builders/course';
import { anyHappening, anyOpening, failed, HEARD, PLAYED, SILENT } from '../../../builders/happenings';

/** Happenings after which nothing runs on the line: unless something is decided, the caller hears silence. */
const ENDS_A_LIST: ReadonlySet<HappeningType> = new Set([
  'heard',
  'silent',
  'unfinished',
  'pressed',
  'replied',
  'waited',
  'played',
  'transferred',
  'failed',
  'dismissed',
  'expired',
]);

const anyCourse = fc.tuple(anyOpening, fc.array(fc.tuple(anyHappening, fc.nat(20_000)), { maxLength: 60 }));

/** Plays a course to its end and shows each step. */
function play(
  [opening, rest]: [Told, [Told, number][]],
  look: (course: Course, met: Told, edge: string) => void,
) {
  const course = new Course();
  for (const [told, ms] of [[opening, 0] as [Told, number], ...rest]) {
    const edge = TABLE[course.phase][told.type];
    course.after(ms).meet(told);
    look(course, told, edge);
  }
}

test.each(PHASES)('every happening has an edge that exists while %s', (phase) => {
  for (const happening of HAPPENINGS) expect(EDGES).toHaveProperty(TABLE[phase][happening]);
  expect(Object.keys(TABLE[phase]).sort()).toEqual([...HAPPENINGS].sort());
});

test('every edge is taken somewhere', () => {
  const taken = new Set(PHASES.flatMap((phase) => Object.values(TABLE[phase])));
  expect(Object.keys(EDGES).filter((edge) => !taken.has(edge as never))).toEqual([]);
});

test('no course of happenings breaks the machine', () => {
  fc.assert(
    fc.property(anyCourse, (happenings) => {
      play(happenings, ({ conversation }) => {
        expect(PHASES).toContain(conversation.phase);
        expect(JSON.parse(JSON.stringify(conversation))).toEqual(conversation);
      });
    }),
    { numRuns: 1000 },
  );
});

test('no path leaves a caller in silence', () => {
  fc.assert(
    fc.property(anyCourse, (happenings) => {
      play(happenings, ({ phase, last }, met, edge) => {
        if (!ENDS_A_LIST.has(met.type) || edge === 'ignore' || phase === 'bridged') return;
        const waits = last.effects.some(({ type }) => type === 'await-reply');
        expect(last.commands.length > 0 || waits).toBe(true);
      });
    }),
    { numRuns: 1000 },
  );
});

test('an action that fails is never ignored while the caller is with the agent', () => {
  for (const phase of PHASES.filter((name) => name !== 'bridged' && name !== 'ended')) {
    expect(TABLE[phase].failed).not.toBe('ignore');
  }
});

test('what is being played is never over without something that follows it', () => {
  for (const phase of [
    ...(['greeting', 'listening', 'digits', 'keying', 'collecting'] as const),
    ...(['thinking', 'speaking', 'ending'] as const),
  ]) {
    expect(TABLE[phase].played).not.toBe('ignore');
  }
});

test('every ending reaches the hang-up, and an ended call stays ended', () => {
  fc.assert(
    fc.property(anyCourse, (happenings) => {
      let ended = false;
      play(happenings, (course, met) => {
        const { phase, last } = course;
        if (ended) expect(phase).toBe('ended');
        if (
          !ended &&
          (phase === 'ended' || (phase === 'ending' && met.type !== 'hung-up' && last.commands.length > 0))
        ) {
          expect(last.commands.at(-1)?.type).toBe('hang-up');
          expect(course.effect('conclude')?.outcome).toBe(course.conversation.outcome);
        }
        ended ||= phase === 'ended';
      });
    }),
    { numRuns: 1000 },
  );
});

test('every call in which the last words are over or the caller has left is over', () => {
  fc.assert(
    fc.property(anyCourse, (happenings) => {
      const course = new Course();
      play(happenings, (played) => (course.conversation = played.conversation));
      if (course.phase === 'ending') expect(course.meet(PLAYED).phase).toBe('ended');
      else expect(course.meet({ type: 'hung-up', by: 'caller' }).phase).toBe('ended');
    }),
  );
});

test('a caller who only is silent is let go', () => {
  fc.assert(
    fc.property(anyOpening, fc.integer({ min: 500, max: 5000 }), (opening, ms) => {
      const course = new Course().meet(opening);
      let recordings = 0;
      while (course.phase !== 'ending' && recordings++ < 200) {
        course.after(ms).meet(HEARD, { ...SILENT, ms } as Told);
      }
      expect(course.phase).toBe('ending');
    }),
  );
});

test('a call in which everything fails ends within its limits', () => {
  fc.assert(
    fc.property(anyOpening, fc.constantFrom('play', 'listen', 'reply', 'answer'), (opening, what) => {
      const course = new Course().meet(opening);
      const most = (course.conversation.policy?.limits.failures ?? 0) + 2;
      for (let i = 0; i < most && course.phase !== 'ended'; i++) course.meet(failed(what));
      expect(course.phase).toBe('ended');
    }),
  );
});

test('the number of re-prompts in a row never exceeds what is configured', () => {
  fc.assert(
    fc.property(anyCourse, (happenings) => {
      play(happenings, ({ conversation: { reprompts, policy } }) => {
        expect(reprompts).toBeLessThanOrEqual(policy?.listening.reprompts ?? 0);
      });
    }),
  );
});

test('nobody is listened to for longer than the call may last', () => {
  fc.assert(
    fc.property(anyCourse, (happenings) => {
      play(happenings, (course) => {
        const listen = course.command('listen');
        if (!listen) return;
        expect(Number.isInteger(listen.maxSeconds)).toBe(true);
        expect(listen.maxSeconds).toBeGreaterThanOrEqual(1);
        expect(listen.maxSeconds).toBeLessThanOrEqual(course.conversation.policy!.listening.maxSeconds);
      });
    }),
  );
});

test('whoever is cut short by a key listens, and never goes on as if nothing had been keyed', () => {
  fc.assert(
    fc.property(anyCourse, (happenings) => {
      play(happenings, ({ phase, last }, met, edge) => {
        if (met.type !== 'keyed' || last.commands.length === 0) return;
        expect(['interrupt', 'keyOn']).toContain(edge);
        expect(['keying', 'listening', 'thinking']).toContain(phase);
      });
    }),
    { numRuns: 200 },
  );
});

test('private digits stand nowhere in a conversation', () => {
  const DIGITS = '4929';
  fc.assert(
    fc.property(anyCourse, (happenings) => {
      const course = new Course();
      for (const [told, ms] of [[happenings[0], 0] as [Told, number], ...happenings[1]]) {
        const { collecting } = course.conversation;
        const keys = collecting?.private && told.type === 'pressed' ? { ...told, digits: DIGITS } : told;
        course.after(ms).meet(keys);
        expect(JSON.stringify(course.conversation)).not.toContain(DIGITS);
        const others = course.last.effects.filter(({ type }) => type !== 'keep-digits');
        expect(JSON.stringify([course.last.commands, others])).not.toContain(DIGITS);
      }
    }),
    { numRuns: 200 },
  );
});

test('the recording of a call rests only while private digits are asked for', () => {
  fc.assert(
    fc.property(anyCourse, (happenings) => {
      let rests = false;
      const course = new Course();
      for (const [told, ms] of [[happenings[0], 0] as [Told, number], ...happenings[1]]) {
        course.after(ms).meet(told);
        course.conversation.recording ??= 'noticed';
        if (told.type === 'recording-lost') rests = false;
        for (const command of course.last.commands) {
          if (command.type !== 'record-call' || command.do === 'start' || command.do === 'stop') continue;
          expect(rests).toBe(command.do === 'resume');
          rests = command.do === 'pause';
        }
        if (['ending', 'ended'].includes(course.phase)) return;
        expect(rests && !course.conversation.collecting?.private).toBe(false);
      }
    }),
    { numRuns: 200 },
  );
});

test('a human hears what is meant for them at most once, when they have taken the call', () => {
  fc.assert(
    fc.property(anyCourse, (happenings) => {
      play(happenings, (course, met) => {
        if (!course.command('whisper')) return;
        expect(met.type).toBe('transferred');
        expect(course.phase).toBe('bridged');
        expect(course.conversation.whisper).toBeUndefined();
      });
    }),
    { numRuns: 200 },
  );
});
