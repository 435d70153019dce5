import type { NumberNote, WantedNumber } from '../../../lambda/core/carriers/plan-numbers';
import { carrierNumbersKind } from '../../../lambda/provision-carrier/numbers';
import type { Template } from '../custom-resource/cloudformation';
import { CarrierLife, SECRET_ARN, TABLE } from './carrier-life';
import { expectSame } from './expect-same';
import { NUMBERS, WORLDS, type NumberWorld, type Place, type WorldName } from './number-worlds';

const TYPE = 'Custom::ByonCarrierNumbers';
const BUCKET = 'byon-assets';

/** What a stack's config says about a carrier's numbers. */
export interface NumbersConfig {
  wanted: readonly WantedNumber[];
  target: 0 | 1;
}

/** A stack that has nothing but the numbers of one carrier. */
export class NumberStack {
  readonly world: NumberWorld;
  readonly life: CarrierLife;
  private readonly untouched: readonly string[];
  private readonly rest: string;
  private deployments = 0;

  /** @param places where somebody leads the calls of each of the `NUMBERS`. */
  constructor(name: WorldName, places: readonly Place[]) {
    this.world = WORLDS[name]();
    NUMBERS.forEach((number, i) => this.world.own(number, places[i] ?? 'nowhere'));
    this.untouched = NUMBERS.map((number) => this.now(number));
    this.rest = JSON.stringify(this.world.rest());
    this.life = new CarrierLife((services) => ({ [TYPE]: carrierNumbersKind(services) }), this.world);
  }

  get stack() {
    return this.life.stack;
  }

  get notes(): NumberNote[] {
    return this.life.notes.all() as NumberNote[];
  }

  /**
   * @param more what stands after the numbers in the template.
   * @param logicalId another one than before is another resource, as of a carrier with another name.
   */
  deploy({ wanted, target }: NumbersConfig, more: Template = {}, logicalId = 'Numbers') {
    // Another one each time, so that CloudFormation never takes a deployment for none.
    const Key = `numbers-${(this.deployments += 1)}.json`;
    this.life.files.set(`${BUCKET}/${Key}`, wanted);
    const properties = {
      CarrierId: 'main',
      SecretArn: SECRET_ARN,
      Table: TABLE,
      Bucket: BUCKET,
      Key,
      Target: this.world.targets[target],
    };
    return this.stack.deploy({ [logicalId]: { type: TYPE, properties }, ...more });
  }

  /** Where a number's calls go, whole, as text. */
  now(number: string): string {
    return JSON.stringify(this.world.routing(number));
  }

  /** @throws when a number that is wanted is not where it shall be, or any other one not where it was. */
  expectOurs({ wanted, target }: NumbersConfig): void {
    const isWanted = NUMBERS.map((number) => wanted.some((one) => one.number === number));
    const isThere = NUMBERS.map((number) => this.world.isAt(number, this.world.targets[target]));
    expectSame(isThere, isWanted);
    const left = NUMBERS.filter((_, i) => !isWanted[i]);
    expectSame(
      left.map((number) => this.now(number)),
      this.untouched.filter((_, i) => !isWanted[i]),
    );
    expectSame(
      this.notes.filter(({ changing }) => changing),
      [],
    );
    this.expectOthersUntouched();
  }

  /** @throws when anything is not as it was, or was ever asked for that must not be. */
  expectUntouched(): void {
    expectSame(
      NUMBERS.map((number) => this.now(number)),
      this.untouched,
    );
    expectSame(this.notes, []);
    this.expectOthersUntouched();
  }

  expectOthersUntouched(): void {
    expectSame(this.world.carrier.forbidden, []);
    expectSame(JSON.stringify(this.world.rest()), this.rest);
  }
}

/** As in `wants('+91…', ['+91…'])`: the second are taken from where they are. */
export function wants(numbers: readonly string[], takenOver: readonly string[] = []): WantedNumber[] {
  return [
    ...numbers.map((number) => ({ number, takeover: false })),
    ...takenOver.map((number) => ({ number, takeover: true })),
  ];
}
