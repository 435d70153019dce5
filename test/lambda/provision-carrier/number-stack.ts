import type { NumberNote, WantedNumber } from '../../../lambda/core/carriers/plan-numbers';
import { carrierNumbersKind } from '../../../lambda/provision-carrier/numbers';
import type { Template } from '../custom-resource/cloudformation';
import { CarrierLife, SECRET_ARN, TABLE } from './carrier-life';
import { WORLDS, type NumberWorld, type WorldName } from './number-worlds';

const BUCKET = 'byon-assets';

/** What a stack's config says about a carrier's numbers. */
export interface NumbersConfig {
  wanted: readonly WantedNumber[];
  target: 0 | 1;
}

/** A stack that has nothing but the numbers of one carrier. */
export class NumberStack {
  private deployments = 0;

  private constructor(
    readonly world: NumberWorld,
    readonly life: CarrierLife,
  ) {
    life.secrets.set(SECRET_ARN, world.secret);
  }

  static async open(name: WorldName): Promise<NumberStack> {
    const world = await WORLDS[name]();
    const life = await CarrierLife.open(world.carrier, (services) => ({
      'Custom::ByonCarrierNumbers': carrierNumbersKind(services),
    }));
    return new NumberStack(world, life);
  }

  close(): Promise<void> {
    return this.life.close();
  }

  get stack() {
    return this.life.stack;
  }

  get notes(): NumberNote[] {
    return this.life.notes.all() as NumberNote[];
  }

  template({ wanted, target }: NumbersConfig): Template {
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
    return { Numbers: { type: 'Custom::ByonCarrierNumbers', properties } };
  }

  deploy(config: NumbersConfig, more: Template = {}) {
    return this.stack.deploy({ ...this.template(config), ...more });
  }
}

/** As in `wants('+91…', ['+91…'])`: the second are taken from where they are. */
export function wants(numbers: readonly string[], takenOver: readonly string[] = []): WantedNumber[] {
  return [
    ...numbers.map((number) => ({ number, takeover: false })),
    ...takenOver.map((number) => ({ number, takeover: true })),
  ];
}
