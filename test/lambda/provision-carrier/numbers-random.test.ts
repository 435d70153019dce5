import * as fc from 'fast-check';
import { FAILING } from './carrier-life';
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
    what: fc.constantFrom('fails', 'loses', 'refuses', 'refuses all', 'write fails', 'write loses', 'dies'),
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
        const told = await Told.open(name, places);
        try {
          for (const one of happenings) await told.live(one);
          await told.end();
        } finally {
          await told.close();
        }
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
  private readonly rest: string;
  /** What a rollback goes back to. */
  private deployed: NumbersConfig | undefined;

  private constructor(private readonly desk: NumberStack) {
    this.left = new Map(NUMBERS.map((one) => [one, [this.now(one)]]));
    this.rest = JSON.stringify(desk.world.rest());
  }

  static async open(name: WorldName, places: readonly Place[]): Promise<Told> {
    const desk = await NumberStack.open(name);
    NUMBERS.forEach((one, i) => desk.world.own(one, places[i] ?? 'nowhere'));
    return new Told(desk);
  }

  close(): Promise<void> {
    return this.desk.close();
  }

  async live(one: Happening): Promise<void> {
    if (one.type === 'move') return this.move(one.number, one.place);
    if (one.type !== 'delete') this.allow(one.config);
    if (this.deployed) this.allow(this.deployed);
    this.befall(one.fault);
    const ended = await this.act(one);
    this.desk.life.clearFaults();
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
    const { carrier, notes } = this.desk.life;
    const { what, at: call } = fault;
    if (what === 'fails') carrier.faults.before({ call });
    if (what === 'loses') carrier.faults.after({ call });
    if (what === 'refuses') carrier.faults.before({ call }, { status: 400 });
    if (what === 'refuses all') carrier.faults.before({ call }, { status: 400, times: 500 });
    if (what === 'write fails') notes.faults.before({ call });
    if (what === 'write loses') notes.faults.after({ call });
    if (what === 'dies') this.desk.life.dieAfter(call);
  }

  private move(number: string, place: Place): void {
    const { world } = this.desk;
    world.move(number, place);
    // A number that leads nowhere may be on its way: nobody can tell who has taken it off.
    const halfWay = this.noteOf(number)?.changing === true && (place === 'nowhere' || place === 'first');
    this.left.set(number, [this.now(number), ...(halfWay ? (this.left.get(number) ?? []) : [])]);
    if (!halfWay) this.allowed.delete(number);
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
    const { world } = this.desk;
    expect(world.carrier.forbidden).toEqual([]);
    expect(JSON.stringify(world.rest())).toBe(this.rest);
    for (const number of NUMBERS) {
      if (this.isAsLeft(number)) continue;
      expect({ number, allowed: this.allowed.has(number) }).toEqual({ number, allowed: true });
      expect({ number, noted: this.noteOf(number) !== undefined }).toEqual({ number, noted: true });
    }
  }

  /** After what succeeded. */
  private checkSettled(): void {
    const { world } = this.desk;
    expect(this.desk.notes.filter(({ changing }) => changing)).toEqual([]);
    for (const number of NUMBERS) {
      const isSomewhere = this.isAsLeft(number) || world.targets.some((target) => world.isAt(number, target));
      expect({ number, isSomewhere }).toEqual({ number, isSomewhere: true });
    }
  }

  private checkDeployed({ wanted, target }: NumbersConfig): void {
    const { world } = this.desk;
    const names = wanted.map(({ number }) => number);
    for (const { number, takeover } of wanted) {
      if (takeover) expect(world.isAt(number, world.targets[target])).toBe(true);
    }
    for (const number of NUMBERS.filter((one) => !names.includes(one))) {
      expect({ number, isBack: this.isAsLeft(number) }).toEqual({ number, isBack: true });
    }
  }

  private checkGone(): void {
    for (const number of NUMBERS) {
      expect({ number, isBack: this.isAsLeft(number) }).toEqual({ number, isBack: true });
    }
    expect(this.desk.notes).toEqual([]);
  }

  private isAsLeft(number: string): boolean {
    return this.left.get(number)?.includes(this.now(number)) ?? false;
  }

  private now(number: string): string {
    return JSON.stringify(this.desk.world.routing(number));
  }

  private noteOf(number: string) {
    return this.desk.notes.find((note) => note.number === number);
  }
}
