import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { FAILING } from './carrier-life';
import { expectSame } from './expect-same';
import { NumberStack, type NumbersConfig } from './number-stack';
import { NUMBERS, WORLDS, type Place, type WorldName } from './number-worlds';

/**
 * Deployments, rollbacks and deletions of a carrier's numbers, with anything going wrong in between and a person at
 * the carrier's console, in random order.
 */
const SEQUENCES = 500;

const place = fc.constantFrom<Place[]>('nowhere', 'first', 'here', 'there');
const number = fc.constantFrom(...NUMBERS);
const config = fc
  .record({
    wishes: fc.tuple(...NUMBERS.map(() => fc.constantFrom('unwanted', 'wanted', 'taken over'))),
    target: fc.constantFrom<(0 | 1)[]>(0, 1),
  })
  .map(({ wishes, target }): NumbersConfig => ({
    target,
    wanted: NUMBERS.flatMap((one, i) =>
      wishes[i] === 'unwanted' ? [] : [{ number: one, takeover: wishes[i] === 'taken over' }],
    ),
  }));
const fault = fc.option(
  fc.record({
    what: fc.constantFrom(
      'fails before it',
      'is done, and its answer is lost',
      'is refused',
      'refuses all',
      'write fails',
      'write loses',
      'dies',
    ),
    at: fc.integer({ min: 1, max: 14 }),
  }),
  { freq: 2, nil: undefined },
);
const happening = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('deploy' as const), config, fault }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('roll back' as const), config, fault }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('delete' as const), fault }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('move' as const), number, place }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const life = fc.record({
  places: fc.tuple(place, place, place),
  happenings: fc.array(happening, { minLength: 2, maxLength: 5 }),
});

test.each(Object.keys(WORLDS) as WorldName[])(
  `whatever happens at %s, no number is lost, taken unasked, or put where it was not: ${SEQUENCES} lives`,
  async (name) => {
    await fc.assert(
      fc.asyncProperty(life, async ({ places, happenings }) => {
        const told = new Told(new NumberStack(name, places));
        for (const one of happenings) await told.live(one);
        await told.end();
      }),
      { numRuns: SEQUENCES },
    );
  },
  600_000,
);

/** A life, and what must be true in it. */
class Told {
  /** How others left each number: the last first. More than one where a change was under way when they did. */
  private readonly left: Map<string, string[]>;
  /** Numbers that the stack may have led elsewhere since. */
  private readonly allowed = new Set<string>();
  /** What a rollback goes back to. */
  private deployed: NumbersConfig | undefined;

  constructor(private readonly desk: NumberStack) {
    this.left = new Map(NUMBERS.map((one) => [one, [desk.now(one)]]));
  }

  async live(one: Happening): Promise<void> {
    if (one.type === 'move') return this.move(one.number, one.place);
    if (one.type !== 'delete') this.allow(one.config);
    if (this.deployed) this.allow(this.deployed);
    this.befall(one.fault);
    const ended = await this.act(one);
    this.desk.life.calm();
    // CloudFormation lets nobody go on before what it could not delete is gone.
    await this.desk.stack.deleteGivenUp();
    this.check();
    if (ended === 'COMPLETE') this.deployed = one.type === 'delete' ? undefined : one.config;
    if (ended === 'COMPLETE') this.checkSettled();
    if (ended === 'COMPLETE' && one.type === 'deploy') this.checkDeployed(one.config);
    if (ended === 'COMPLETE' && one.type === 'delete') this.checkGone();
  }

  /** Nothing goes wrong any more, and the stack is deleted. */
  async end(): Promise<void> {
    expect(await this.desk.stack.delete()).toBe('COMPLETE');
    this.check();
    this.checkGone();
  }

  private async act(one: Exclude<Happening, { type: 'move' }>): Promise<string> {
    const { desk } = this;
    if (one.type === 'delete') return desk.stack.delete();
    return desk.deploy(one.config, one.type === 'roll back' ? FAILING : {});
  }

  private befall(fault: Exclude<Happening, { type: 'move' }>['fault']): void {
    if (!fault) return;
    const { life } = this.desk;
    const { what, at } = fault;
    if (what === 'write fails') life.notes.faults.before({ call: at });
    else if (what === 'write loses') life.notes.faults.after({ call: at });
    else if (what === 'dies') life.dieAfter(at);
    else if (what === 'refuses all') life.line.disturb(at, 'is refused', 500);
    else life.line.disturb(at, what);
  }

  private move(number: string, place: Place): void {
    const { world } = this.desk;
    world.move(number, place);
    const isFreed = place === 'nowhere' || place === 'first';
    const halfWay = this.noteOf(number)?.changing === true && (isFreed || this.isPartOfBefore(number));
    this.left.set(number, [this.desk.now(number), ...(halfWay ? (this.left.get(number) ?? []) : [])]);
    if (!halfWay) this.allowed.delete(number);
  }

  /**
   * A number that leads nowhere, or only by a part of what it did before, may be on its way: nobody can tell who has
   * taken the rest off.
   */
  private isPartOfBefore(number: string): boolean {
    const routing = Object.entries(JSON.parse(this.desk.now(number)) as Record<string, unknown>);
    return (this.left.get(number) ?? []).some((left) => {
      const before = JSON.parse(left) as Record<string, unknown>;
      return routing.every(([name, value]) => value === null || isDeepStrictEqual(value, before[name]));
    });
  }

  /** Those that the stack may take by what config says now: told to, or free. */
  private allow({ wanted }: NumbersConfig): void {
    for (const { number, takeover } of wanted) {
      if (takeover || this.isFree(number)) this.allowed.add(number);
    }
  }

  private isFree(number: string): boolean {
    const { world } = this.desk;
    return world.isFree(number);
  }

  /** Always. */
  private check(): void {
    this.desk.expectOthersUntouched();
    for (const number of NUMBERS) {
      if (this.isAsLeft(number)) continue;
      expectSame({ number, allowed: this.allowed.has(number) }, { number, allowed: true });
      expectSame({ number, noted: this.noteOf(number) !== undefined }, { number, noted: true });
    }
  }

  /** After what succeeded. */
  private checkSettled(): void {
    const { world } = this.desk;
    expectSame(
      this.desk.notes.filter(({ changing }) => changing),
      [],
    );
    for (const number of NUMBERS) {
      const isSomewhere = this.isAsLeft(number) || world.targets.some((target) => world.isAt(number, target));
      expectSame({ number, isSomewhere }, { number, isSomewhere: true });
    }
  }

  private checkDeployed({ wanted, target }: NumbersConfig): void {
    const { world } = this.desk;
    const names = wanted.map(({ number }) => number);
    for (const { number, takeover } of wanted) {
      if (takeover) expect(world.isAt(number, world.targets[target])).toBe(true);
    }
    for (const number of NUMBERS.filter((one) => !names.includes(one))) {
      expectSame({ number, isBack: this.isAsLeft(number) }, { number, isBack: true });
    }
  }

  private checkGone(): void {
    for (const number of NUMBERS) {
      expectSame({ number, isBack: this.isAsLeft(number) }, { number, isBack: true });
    }
    expectSame(this.desk.notes, []);
  }

  private isAsLeft(number: string): boolean {
    return this.left.get(number)?.includes(this.desk.now(number)) ?? false;
  }

  private noteOf(number: string) {
    return this.desk.notes.find((note) => note.number === number);
  }
}
