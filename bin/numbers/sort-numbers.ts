import type { CarrierNumber, Switchboard } from '../../lambda/core/carriers/switchboard';
import type { Config } from '../../lib/config';
import { faultsOfCarriedNumber } from '../../lib/config/checks/carried-number';
import { faultsOfNumber } from '../../lambda/core/checks/number';
import type { NativeSettings } from '../carriers/native-carriers';

/** The numbers of an account, by what an import does with them. */
export interface SortedNumbers {
  /** To be written. */
  added: CarrierNumber[];
  /** In the config already, with this carrier or another. */
  known: CarrierNumber[];
  /** Those that no stack could connect. */
  skipped: { number: string; reason: string }[];
  /** Of those that are added: their calls go somewhere, so that the stack takes them with `takeover: true` only. */
  elsewhere: { number: string; place: string }[];
}

export function sortNumbers(
  live: readonly CarrierNumber[],
  { config, id, settings }: { config: Pick<Config, 'numbers'>; id: string; settings: NativeSettings },
  { isFree, describe }: Pick<Switchboard, 'isFree' | 'describe'>,
): SortedNumbers {
  const inConfig = new Set(config.numbers.map(({ number }) => number));
  const sorted: SortedNumbers = { added: [], known: [], skipped: [], elsewhere: [] };
  for (const one of [...live].sort((a, b) => (a.number < b.number ? -1 : 1))) {
    const { number, unusable, routing } = one;
    const [fault] = [
      ...faultsOfNumber(number, {}),
      ...faultsOfCarriedNumber(number, { carrier: id }, settings),
    ];
    const reason = unusable ?? (fault && `its ${fault.path.at(-1) ?? 'number'} ${fault.message}`);
    if (inConfig.has(number)) sorted.known.push(one);
    else if (reason !== undefined) sorted.skipped.push({ number, reason });
    else {
      sorted.added.push(one);
      if (!isFree(routing)) sorted.elsewhere.push({ number, place: describe(routing) });
    }
  }
  return sorted;
}
