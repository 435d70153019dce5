import { nativeCarrier, type CarrierType } from '../../../lambda/core/carriers/settings';
import { alikeFault, carrierAlike } from '../../carriers/alike';
import { under, type Finding } from '../../../lambda/core/checks/finding';
import { suggestion } from '../../../lambda/core/checks/nearest';
import { missingForNumbers, type PartialCarrier } from './carrier';
import type { PartialNumber } from '../../../lambda/core/checks/number';
import { isIndian } from '../../../lambda/core/checks/residency';

type Carriers = ReadonlyMap<string, PartialCarrier>;
type Numbers = ReadonlyMap<string, PartialNumber>;

/**
 * What is wrong between carriers, and between them and their numbers.
 *
 * @param names of all carriers, those among them that are not sound.
 */
export function carriageFaults(carriers: Carriers, names: readonly string[], numbers: Numbers): Finding[] {
  const ofNumbers = [...numbers].flatMap(([e164, number]) => {
    const { carrier: name } = number;
    const carrier = name === undefined ? undefined : carriers.get(name);
    const unknown =
      name === undefined || names.includes(name)
        ? []
        : [{ path: ['carrier'], message: `there is no carrier ${name}${suggestion(name, names)}` }];
    return under(['numbers', e164], [...unknown, ...faultsOfCarriedNumber(e164, number, carrier)]);
  });
  const alike = [...carriers.keys()].flatMap((name) => {
    const other = carrierAlike(name, names.slice(0, names.indexOf(name)));
    return other === undefined ? [] : [{ path: ['carriers', name], message: alikeFault(other) }];
  });
  return [...ofNumbers, ...alike, ...carriersNotReady(carriers, numbers)];
}

/** What is wrong with a number at its carrier. */
export function faultsOfCarriedNumber(
  e164: string,
  { carrier: name, takeover }: Pick<PartialNumber, 'carrier' | 'takeover'>,
  carrier: PartialCarrier | undefined,
): Finding[] {
  const findings: Finding[] = [];
  if (carrier?.type === 'twilio' && isIndian(e164)) {
    findings.push({ path: ['carrier'], message: NOT_AT_TWILIO });
  }
  if (takeover && name === undefined) {
    const message =
      'takes a number from where its carrier leads it, and no carrier is named; name its carrier';
    findings.push({ path: ['takeover'], message });
  }
  if (takeover && carrier?.type === 'sip') {
    const message =
      'has nothing to take over: you lead the calls of a carrier of type sip here by hand; remove it';
    findings.push({ path: ['takeover'], message });
  }
  return findings;
}

const NOT_AT_TWILIO =
  'is Twilio, where Indian numbers effectively cannot be: "Outbound calls to India can only be made from ' +
  'international (non-Indian) numbers" (twilio.com/en-us/guidelines/in/voice). Name the carrier that has the ' +
  'number: one of type vobiz, exotel or sip';

/** One warning for all numbers of a carrier that are not Indian and are at an Indian carrier. */
export function carriageWarnings(carriers: Carriers, numbers: Numbers): Finding[] {
  return [...carriers].flatMap(([name, { type }]) => {
    const abroad = [...numbers]
      .filter(([e164, { carrier }]) => carrier === name && isAbroad(e164, type))
      .map(([e164]) => e164);
    if (abroad.length === 0) return [];
    const others = abroad.length === 1 ? '' : `, like ${abroad.length - 1} more,`;
    return [
      {
        path: ['numbers', abroad[0]!, 'carrier'],
        message: `is Indian and the number${others} is not; ${CHECK}`,
      },
    ];
  });
}

/** Whether a number is not Indian though its carrier is. */
export function isAbroad(e164: string, carrier: CarrierType): boolean {
  return (carrier === 'vobiz' || carrier === 'exotel') && !isIndian(e164);
}

export const CHECK = 'check that the account really has it';

/** Whether the stack connects the numbers of such a carrier by itself. */
export function isNative(type: CarrierType): boolean {
  return nativeCarrier.safeParse(type).success;
}

function carriersNotReady(carriers: Carriers, numbers: Numbers): Finding[] {
  const inUse = new Set([...numbers.values()].map(({ carrier }) => carrier));
  return [...carriers]
    .filter(([name]) => inUse.has(name))
    .flatMap(([name, carrier]) => {
      const missing = missingForNumbers(carrier);
      return missing ? under(['carriers', name], [missing]) : [];
    });
}
