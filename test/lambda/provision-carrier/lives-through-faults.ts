import type { Ending, Template } from '../custom-resource/cloudformation';
import { FAILING, type CarrierLife } from './carrier-life';
import type { LineFault } from './line';

/** A stack with one resource, and what is to be true of it. */
export interface Subject<Wish> {
  readonly life: CarrierLife;
  deploy(wish: Wish, more?: Template): Promise<Ending>;
  /** @throws when what is there is not what was wished for. */
  expectOurs(wish: Wish): void;
  /** @throws when it is not as if the stack had never been. */
  expectUntouched(): void;
}

export interface Life<Wish> {
  /** Deployed before anything goes wrong. */
  before?: Wish;
  /** Deployed while it does. Undefined: the stack is deleted. */
  goal?: Wish;
  /** Something after the resource fails, so that CloudFormation rolls it back. Faults begin with the way back. */
  inVain?: true;
}

/** From one request on, whatever is asked. */
const EVER = 100_000;

type Disturb = (life: CarrierLife, nth: number) => void;
const REQUEST_FAULTS = {
  'gets no connection': line('gets no connection'),
  'is throttled': line('is throttled', 3),
  'fails before it': line('fails before it'),
  'is refused': line('is refused'),
  'is done, and its answer is lost': line('is done, and its answer is lost'),
  'is done, and times out': line('is done, and times out'),
  'is done, and answered with 500': line('is done, and answered with 500'),
  'is done, and answered with nonsense': line('is done, and answered with nonsense'),
  'is refused, and all that follow': line('is refused', EVER),
  'is done, its answer is lost, and all that follow are refused': lostThen('is refused'),
  'fails before it, and all that follow': line('fails before it', EVER),
  'is done, and its answer is lost, and those of all that follow': line(
    'is done, and its answer is lost',
    EVER,
  ),
  'is refused for its key, and all that follow': line('is refused for its key', EVER),
  'is done, its answer is lost, and all that follow are refused for their key':
    lostThen('is refused for its key'),
} satisfies Readonly<Record<string, Disturb>>;
export type RequestFault = keyof typeof REQUEST_FAULTS;

function line(fault: LineFault, times = 1): Disturb {
  return (life, nth) => life.line.disturb(nth, fault, times);
}

function lostThen(fault: LineFault): Disturb {
  return (life, nth) => {
    life.line.disturb(nth, 'is done, and its answer is lost');
    life.line.disturb(nth + 1, fault, EVER);
  };
}

const WRITE_FAULTS: Readonly<Record<string, Disturb>> = {
  'fails before it': ({ notes }, call) => notes.faults.before({ call }),
  'is done, and its answer is lost': ({ notes }, call) => notes.faults.after({ call }),
  'fails, and all that follow': ({ notes }, call) => notes.faults.before({ call }, EVER),
};

interface Course<Wish> {
  open: () => Subject<Wish>;
  lives: Readonly<Record<string, Life<Wish>>>;
  /** What befalls requests. */
  faults: readonly RequestFault[];
  /** Those of them that befall reads. Default: all. */
  ofReads?: readonly RequestFault[];
}

/**
 * Every request to the carrier, every write to the table and every request of CloudFormation, in every life, meets
 * every fault once, and each life ends as it would without.
 */
export function livesThroughFaults<Wish>(
  name: string,
  { open, lives, faults, ofReads = faults }: Course<Wish>,
): void {
  let cases = 0;
  afterAll(() => void process.stdout.write(`${name}: ${cases} cases of a step and a fault\n`));

  describe.each(Object.entries(lives))(`${name}: %s`, (_, life) => {
    let from: Steps;
    let to: Steps;
    beforeAll(async () => {
      to = await live(open(), life);
      const { inVain, ...there } = life;
      // What is met on the way there is met by the life that stays there.
      from = inVain ? await live(open(), there) : { requests: [], writes: 0 };
      expect(to.requests.length).toBeGreaterThan(from.requests.length);
    });

    const meet = async (what: string, disturb: (faulty: CarrierLife) => void) => {
      const subject = open();
      await live(subject, life, disturb).catch((cause: unknown) => {
        throw new Error(`${what}, of ${subject.life.line.journal.join('\n')}`, { cause });
      });
      cases += 1;
    };
    const every = async (what: string, first: number, last: number, disturb: Disturb) => {
      for (let nth = first + 1; nth <= last; nth += 1)
        await meet(`${what} ${nth}`, (faulty) => disturb(faulty, nth));
    };

    test.each(faults)('where a request %s', async (fault) => {
      for (const [i, request] of to.requests.entries()) {
        if (i < from.requests.length || (request.startsWith('GET ') && !ofReads.includes(fault))) continue;
        await meet(`request ${i + 1}`, (faulty) => REQUEST_FAULTS[fault](faulty, i + 1));
      }
    });

    test.each(Object.entries(WRITE_FAULTS))('where a write %s', (_fault, disturb) =>
      every('write', from.writes, to.writes, disturb),
    );

    test('where the process dies after a request or a write', () =>
      every('step', stepsOf(from), stepsOf(to), (faulty, step) => faulty.dieAfter(step)));

    test.each(['Create', 'Update', 'Delete'] as const)(
      'where a %s loses its answer or comes twice',
      async (request) => {
        await meet(request, ({ stack }) => stack.next(request, 'loses the answer'));
        await meet(request, ({ stack }) => stack.next(request, 'sends it twice'));
      },
    );
  });
}

interface Steps {
  /** As in `POST /v1/Trunks`. */
  requests: string[];
  writes: number;
}

function stepsOf({ requests, writes }: Steps): number {
  return requests.length + writes;
}

/** Lives until the wish is there, and then until nothing is. @returns how many steps the part with the fault took. */
async function live<Wish>(
  subject: Subject<Wish>,
  { before, goal, inVain }: Life<Wish>,
  disturb: (life: CarrierLife) => void = () => undefined,
): Promise<Steps> {
  const { life } = subject;
  const { stack, line, notes } = life;
  if (before) await expectDeployed(subject, before);

  const [requestsBefore, writesBefore] = [line.journal.length, notes.journal.length];
  disturb(life);
  const reached = goal ? await subject.deploy(goal, inVain && FAILING) : await stack.delete();
  const steps = {
    requests: line.journal.slice(requestsBefore),
    writes: notes.journal.length - writesBefore,
  };
  life.calm();

  if (reached === 'ROLLBACK_FAILED') await stack.continueRollBack();
  await stack.deleteGivenUp();
  const isRolledBack = reached === 'ROLLBACK_COMPLETE' || reached === 'ROLLBACK_FAILED';
  if (isRolledBack && before) subject.expectOurs(before);
  if (isRolledBack && !before) subject.expectUntouched();
  const settled = inVain ? before : goal;
  if (settled) await expectDeployed(subject, settled);

  expect(await stack.delete()).toBe('COMPLETE');
  subject.expectUntouched();
  expect(JSON.stringify(stack.bodies)).not.toMatch(/hush|planted|a-(secret|key|token)-of/);
  return steps;
}

async function expectDeployed<Wish>(subject: Subject<Wish>, wish: Wish): Promise<void> {
  expect(await subject.deploy(wish)).toBe('COMPLETE');
  subject.expectOurs(wish);
}
