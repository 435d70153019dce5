import type { Template } from '../custom-resource/cloudformation';
import { CarrierLife, FAILING, SECRET_ARN } from './carrier-life';
import { Line } from './line';
import { SECOND_SECRET_ARN, WORLDS, type TrunkWorld, type Wish, type WorldName } from './trunk-worlds';

/** A stack that has nothing but one trunk. */
export class TrunkStack {
  /** Everything, before the stack was there. */
  private readonly untouched: unknown;

  private constructor(
    readonly world: TrunkWorld,
    readonly life: CarrierLife,
    readonly line: Line,
  ) {
    this.untouched = world.everything();
    life.secrets.set(SECRET_ARN, world.secrets[0]);
    life.secrets.set(SECOND_SECRET_ARN, world.secrets[1]);
  }

  static async open(name: WorldName): Promise<TrunkStack> {
    const world = await WORLDS[name]();
    const line = new Line(world.fetch);
    const [fake, second] = world.fakes;
    const carrier = {
      fetch: line.fetch,
      faults: fake.faults,
      journal: fake.journal,
      forbidden: fake.forbidden,
      close: async () => void (await Promise.all([fake.close(), second.close()])),
    };
    const life = await CarrierLife.open(carrier, (services) => ({ [world.type]: world.kind(services) }));
    return new TrunkStack(world, life, line);
  }

  close(): Promise<void> {
    return this.life.close();
  }

  get stack() {
    return this.life.stack;
  }

  /** @param more what stands after the trunk in the template. */
  deploy(wish: Wish, more: Template = {}) {
    return this.stack.deploy({
      Trunk: { type: this.world.type, properties: this.world.wishes[wish] },
      ...more,
    });
  }

  /** A deployment that something after the trunk spoils. */
  deployInVain(wish: Wish) {
    return this.deploy(wish, FAILING);
  }

  calm(): void {
    this.line.calm();
    this.life.clearFaults();
    this.stack.calm();
  }

  /** @throws when what is there is not what was wished for, in either account. */
  expectOurs(wish: Wish): void {
    expect(this.world.ours()).toEqual(this.world.expected(this.world.wishes[wish]));
  }

  /** @throws when there is anything of the stack, or something of others is changed, or was ever asked for. */
  expectUntouched(): void {
    expect(this.world.everything()).toEqual(this.untouched);
    expect(this.life.notes.all()).toEqual([]);
    expect(this.world.fakes.flatMap(({ forbidden }) => forbidden)).toEqual([]);
  }
}
