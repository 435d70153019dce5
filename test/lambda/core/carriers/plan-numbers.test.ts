import * as fc from 'fast-check';
import {
  planNumbers,
  type NumberNote,
  type NumberStep,
  type NumbersToPlan,
} from '../../../../lambda/core/carriers/plan-numbers';
import type { CarrierNumber, Routing } from '../../../../lambda/core/carriers/switchboard';

/** A carrier whose numbers have a trunk and an application, each by itself. */
const ways = {
  isSame: (shown: Routing, wanted: Routing) =>
    shown['trunk'] === wanted['trunk'] && shown['app'] === wanted['app'],
  isFree: ({ trunk, app }: Routing) => trunk === '' && app === '',
  describe: ({ trunk, app }: Routing) => `the trunk ${trunk} and the application ${app}`,
};

const at = (trunk: string, app: string): Routing => ({ trunk, app });
const NOWHERE = at('', '');
const THEIRS = at('theirs', '');
const OTHERS = at('others', 'others');
const OLD = at('', 'old');
const TARGET = at('', 'target');

const NUMBER = '+918041234567';
const note = (known: Partial<NumberNote> = {}): NumberNote => ({
  number: NUMBER,
  account: 'acme',
  before: THEIRS,
  ours: [OLD, TARGET],
  changing: false,
  ...known,
});

interface Case {
  wanted?: 'wanted' | 'taken over';
  noted?: NumberNote;
  live?: Routing;
  unusable?: string;
  target?: Routing | undefined;
}

function planOf({ wanted, noted, live, unusable, ...rest }: Case): NumberStep | undefined {
  const target = 'target' in rest ? rest.target : TARGET;
  const number: CarrierNumber | undefined = live && {
    number: NUMBER,
    id: 'PN1',
    routing: live,
    ...(unusable !== undefined && { unusable }),
  };
  const [step, ...others] = planNumbers(
    {
      wanted: wanted ? [{ number: NUMBER, takeover: wanted === 'taken over' }] : [],
      notes: noted ? [noted] : [],
      live: number ? [number] : [],
      target,
    },
    ways,
  );
  expect(others).toEqual([]);
  return step;
}

const changing = note({ changing: true });
const asked = (place: string) =>
  `its calls go to ${place}; set takeover: true to take it, until it leaves the stack`;

test.each<[string, Case, Partial<NumberStep> & { before?: Routing; reason?: string }]>([
  ['a free one is connected', { wanted: 'wanted', live: NOWHERE }, { step: 'connect', before: NOWHERE }],
  [
    'one that leads elsewhere is refused',
    { wanted: 'wanted', live: THEIRS },
    { step: 'refuse', reason: asked('the trunk theirs and the application ') },
  ],
  [
    'it is taken where that is asked',
    { wanted: 'taken over', live: THEIRS },
    { step: 'connect', before: THEIRS },
  ],
  [
    'one that is not there is refused',
    { wanted: 'wanted' },
    { step: 'refuse', reason: 'is not in this account' },
  ],
  [
    'one that takes no calls is refused, even where it may be taken',
    { wanted: 'taken over', live: NOWHERE, unusable: 'it cannot take voice calls' },
    { step: 'refuse', reason: 'it cannot take voice calls' },
  ],
  [
    'one that is there stays',
    { wanted: 'wanted', noted: note(), live: TARGET },
    { step: 'keep', before: THEIRS },
  ],
  [
    'one that was led here by hand stays',
    { wanted: 'wanted', live: TARGET },
    { step: 'keep', before: TARGET },
  ],
  [
    'one that is where the stack led it before follows',
    { wanted: 'wanted', noted: note(), live: OLD },
    { step: 'connect', before: THEIRS },
  ],
  [
    'one whose change was cut off is led there again',
    { wanted: 'wanted', noted: changing, live: TARGET },
    { step: 'connect', before: THEIRS },
  ],
  [
    'one that is half-way there goes on, and its former place is not forgotten',
    { wanted: 'wanted', noted: changing, live: NOWHERE },
    { step: 'connect', before: THEIRS },
  ],
  [
    'one whose change was not begun needs takeover still',
    { wanted: 'wanted', noted: changing, live: THEIRS },
    { step: 'refuse', reason: asked('the trunk theirs and the application ') },
  ],
  [
    'one that somebody has moved is left, and stops nothing',
    { wanted: 'wanted', noted: note(), live: OTHERS },
    { step: 'leave', reason: asked('the trunk others and the application others') },
  ],
  [
    'one that somebody has put back is left too',
    { wanted: 'wanted', noted: note(), live: THEIRS },
    { step: 'leave', reason: asked('the trunk theirs and the application ') },
  ],
  [
    'one that somebody has moved is taken from there where that is asked',
    { wanted: 'taken over', noted: note(), live: OTHERS },
    { step: 'connect', before: OTHERS },
  ],
  [
    'one that somebody has freed is connected, and will be free again',
    { wanted: 'wanted', noted: note(), live: NOWHERE },
    { step: 'connect', before: NOWHERE },
  ],
  ['one that has left the account is left', { wanted: 'wanted', noted: note() }, { step: 'leave' }],
  ['a leaver goes back', { noted: note(), live: TARGET }, { step: 'give-back', before: THEIRS }],
  ['from an earlier target too', { noted: note(), live: OLD }, { step: 'give-back', before: THEIRS }],
  ['and from half-way', { noted: changing, live: NOWHERE }, { step: 'give-back', before: THEIRS }],
  ['a leaver that somebody has moved stays there', { noted: note(), live: OTHERS }, { step: 'let-go' }],
  ['and one that somebody has freed', { noted: note(), live: NOWHERE }, { step: 'let-go' }],
  ['and one that is back already', { noted: changing, live: THEIRS }, { step: 'let-go' }],
  ['and one that has left the account', { noted: note() }, { step: 'let-go' }],
  ['a stranger is nobody’s business', { live: TARGET }, {}],
  [
    'before a first deployment, a free one will be connected',
    { wanted: 'wanted', live: NOWHERE, target: undefined },
    { step: 'connect' },
  ],
  [
    'what is connected stays',
    { wanted: 'wanted', noted: note(), live: OLD, target: undefined },
    { step: 'keep' },
  ],
])('%s', (_, given, expected) => {
  const step = planOf(given);

  if (Object.keys(expected).length === 0) expect(step).toBeUndefined();
  else expect(step).toMatchObject(expected);
});

test('a part that was changed before the change was cut off goes back too, though calls still go the old way', () => {
  const likeTwilio = { ...ways, isSame: (a: Routing, b: Routing) => a['trunk'] === b['trunk'] };
  const live = [{ number: NUMBER, id: 'PN1', routing: at('theirs', 'target') }];

  const plan = planNumbers({ wanted: [], notes: [changing], live, target: TARGET }, likeTwilio);

  expect(plan).toMatchObject([{ step: 'give-back', before: THEIRS }]);
});

describe('whatever the notes and the carrier say', () => {
  const routing = fc.constantFrom(NOWHERE, THEIRS, OTHERS, OLD, TARGET, at('theirs', 'target'));
  const NUMBERS = ['+918041234561', '+918041234562', '+918041234563'];
  const given: fc.Arbitrary<NumbersToPlan> = fc
    .tuple(
      ...NUMBERS.map((number) =>
        fc.record({
          number: fc.constant(number),
          wanted: fc.constantFrom(undefined, { number, takeover: false }, { number, takeover: true }),
          noted: fc.option(
            fc.record({
              number: fc.constant(number),
              account: fc.constant('acme'),
              before: routing,
              ours: fc.constantFrom([OLD], [TARGET], [OLD, TARGET]),
              changing: fc.boolean(),
            }),
            { nil: undefined },
          ),
          live: fc.option(fc.record({ number: fc.constant(number), id: fc.constant('PN1'), routing }), {
            nil: undefined,
          }),
        }),
      ),
    )
    .map((all) => ({
      wanted: all.flatMap(({ wanted }) => wanted ?? []),
      notes: all.flatMap(({ noted }) => noted ?? []),
      live: all.flatMap(({ live }) => live ?? []),
      target: TARGET,
    }));
  const of = <T extends { number: string }>(all: readonly T[], number: string) =>
    all.find((one) => one.number === number);
  const wasOurs = (from: NumbersToPlan, number: string) => {
    const known = of(from.notes, number);
    const shown = of(from.live, number)?.routing;
    return known?.changing === true || known?.ours.some((one) => shown && ways.isSame(shown, one)) === true;
  };

  test('each number meets one step', () => {
    fc.assert(
      fc.property(given, (from) => {
        const numbers = planNumbers(from, ways).map(({ number }) => number);
        const concerned = new Set([...from.wanted, ...from.notes].map(({ number }) => number));
        expect(new Set(numbers)).toEqual(concerned);
        expect(numbers).toHaveLength(concerned.size);
      }),
    );
  });

  test('nothing that is not ours is connected without takeover, unless it is free', () => {
    fc.assert(
      fc.property(given, (from) => {
        for (const step of planNumbers(from, ways)) {
          if (step.step !== 'connect' || wasOurs(from, step.number)) continue;
          expect(of(from.wanted, step.number)?.takeover || ways.isFree(step.live.routing)).toBe(true);
        }
      }),
    );
  });

  test('nothing goes back that somebody has moved', () => {
    fc.assert(
      fc.property(given, (from) => {
        for (const step of planNumbers(from, ways)) {
          if (step.step === 'give-back') expect(wasOurs(from, step.number)).toBe(true);
        }
      }),
    );
  });

  test('once it is carried out, there is nothing more to do', () => {
    fc.assert(
      fc.property(given, (from) => {
        const after = planNumbers(carriedOut(from, planNumbers(from, ways)), ways);
        expect(after.filter(({ step }) => !['keep', 'leave', 'refuse'].includes(step))).toEqual([]);
      }),
    );
  });

  test('a number that is connected and leaves again is where it was', () => {
    fc.assert(
      fc.property(given, (from) => {
        const steps = planNumbers(from, ways);
        const connected = steps.filter((step) => step.step === 'connect');
        const now = carriedOut(from, steps);
        const gone = { ...now, wanted: [] };
        const left = carriedOut(gone, planNumbers(gone, ways));
        for (const { number, before } of connected) expect(of(left.live, number)?.routing).toEqual(before);
        expect(left.notes).toEqual([]);
      }),
    );
  });

  function carriedOut(from: NumbersToPlan, steps: readonly NumberStep[]): NumbersToPlan {
    const led = new Map(
      steps.flatMap((step): [string, Routing][] => {
        if (step.step === 'connect') return [[step.number, TARGET]];
        return step.step === 'give-back' ? [[step.number, step.before]] : [];
      }),
    );
    const notes = steps.flatMap((step): NumberNote[] => {
      const known = of(from.notes, step.number);
      if (step.step === 'connect' || step.step === 'keep') {
        const ours = [...(known?.ours ?? []), TARGET];
        return [{ number: step.number, account: 'acme', before: step.before, ours, changing: false }];
      }
      return known && (step.step === 'leave' || step.step === 'refuse') ? [known] : [];
    });
    const live = from.live.map((one) => ({ ...one, routing: led.get(one.number) ?? one.routing }));
    return { ...from, notes, live };
  }
});
