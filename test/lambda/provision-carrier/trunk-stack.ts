import type { Properties, Template } from '../custom-resource/cloudformation';
import { CarrierLife, type Carrier } from './carrier-life';
import { expectSame } from './expect-same';
import type { TrunkWorld, Wish } from './trunk-world';

/** A stack that has nothing but one trunk. */
export class TrunkStack<Fake extends Carrier = Carrier> {
  readonly life: CarrierLife;
  /** Everything, before the stack was there. */
  private readonly untouched: unknown;

  constructor(readonly world: TrunkWorld<Fake>) {
    this.untouched = this.everything();
    const [first, second] = world.accounts;
    this.life = new CarrierLife((services) => ({ [world.type]: world.kind(services) }), first, second);
    for (const [arn, text] of Object.entries(world.secrets ?? {})) this.life.secrets.set(arn, text);
  }

  get stack() {
    return this.life.stack;
  }

  /** @param more what stands after the trunk in the template. */
  deploy(wish: Wish | Properties, more: Template = {}) {
    const properties = typeof wish === 'string' ? this.wish(wish) : wish;
    return this.stack.deploy({ Trunk: { type: this.world.type, properties }, ...more });
  }

  /** @throws when what is there is not what was wished for, in either account. */
  expectOurs(wish: Wish): void {
    const [first, second] = this.world.accounts;
    const { SecretArn, ...properties } = this.wish(wish);
    const there = this.world.expected(properties);
    const isMoved = SecretArn !== this.world.wishes.first['SecretArn'];
    const wanted = isMoved ? [this.world.nothing, there] : [there, this.world.nothing];
    expectSame(
      [first, second].map(({ carrier }) => this.world.ours(carrier)),
      wanted,
    );
    this.expectOthersUntouched();
  }

  /** @throws when there is anything of the stack, or something of others is changed, or was ever asked for. */
  expectUntouched(): void {
    expectSame(this.everything(), this.untouched);
    expectSame(this.life.notes.all(), []);
    this.expectOthersUntouched();
  }

  /** @throws when a request would have changed something of others. */
  expectOthersUntouched(): void {
    for (const { carrier } of this.world.accounts) {
      const changes = carrier.mutations().map((change) => JSON.stringify(change));
      const touched = changes.filter((change) => this.world.foreign.some((id) => change.includes(id)));
      expectSame({ forbidden: carrier.forbidden, touched }, { forbidden: [], touched: [] });
    }
  }

  private wish(name: Wish): Properties {
    const wish = this.world.wishes[name];
    if (wish === undefined) throw new Error(`${this.world.type} has no wish ${name}`);
    return wish;
  }

  private everything() {
    return this.world.accounts.map(({ carrier }) => carrier.snapshot());
  }
}
