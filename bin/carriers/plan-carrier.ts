import { planNumbers, type NumberNote, type NumberStep } from '../../lambda/core/carriers/plan-numbers';
import type { CarrierNumber } from '../../lambda/core/carriers/switchboard';
import type { Config } from '../../lib/config';
import { asked } from './carrier-trouble';
import { knownTarget } from './known-target';
import type { NativeSettings } from './native-carriers';
import type { OpenCarrier } from './open-carrier';

/** What a deployment would do to the numbers of one carrier. */
export interface CarrierPlan {
  /** The account at the carrier. */
  account: string;
  /** All numbers of the account. */
  live: CarrierNumber[];
  steps: NumberStep[];
}

/** Asks the carrier, and changes nothing there. @throws CarrierTrouble. */
export async function planCarrier(
  { switchboard, where }: OpenCarrier,
  {
    id,
    settings,
    config,
    notes,
  }: { id: string; settings: NativeSettings; config: Config; notes: readonly NumberNote[] },
): Promise<CarrierPlan> {
  const account = await asked(settings, where, () => switchboard.account());
  const live = await asked(settings, where, () => switchboard.numbers());
  const wanted = config.numbers
    .filter(({ carrier }) => carrier === id)
    .map(({ number, takeover = false }) => ({ number, takeover }));
  const target = knownTarget(settings, notes, switchboard);
  return { account, live, steps: planNumbers({ wanted, notes, live, target }, switchboard) };
}
