import type { CarrierType } from '../../../lambda/core/carriers/settings';
import type { OutboundSettings } from '../../../lambda/core/outbound/settings';
import type { Finding } from '../../../lambda/core/checks/finding';
import { suggestion } from '../../../lambda/core/checks/nearest';
import type { PartialCarrier } from './carrier';

/** Whether the stack can make calls through a carrier, and of which type that is where it is known. */
export interface Dialability {
  dialable: boolean;
  type?: CarrierType | undefined;
}

/** Exotel takes 200 requests of an account a minute, and whatever else the stack asks it counts, too. */
const MOST_AT_EXOTEL = 2;

/** What is wrong between the section of outbound calls and the carriers, by their names. */
export function outboundFaults(
  { carriers = {} }: Partial<Pick<OutboundSettings, 'carriers'>>,
  known: ReadonlyMap<string, Dialability>,
): Finding[] {
  const named = Object.entries(carriers).flatMap(([name, { callsPerSecond }]): Finding[] => {
    const found = known.get(name);
    const path = ['carriers', name];
    if (!found) return [{ path, message: `names no carrier${suggestion(name, [...known.keys()])}` }];
    if (!found.dialable) return [{ path, message: `cannot be dialled through: ${HOW}` }];
    if (found.type !== 'exotel' || callsPerSecond <= MOST_AT_EXOTEL) return [];
    const message = `must be at most ${MOST_AT_EXOTEL}, since Exotel takes 200 requests a minute; it is ${callsPerSecond}`;
    return [{ path: [...path, 'callsPerSecond'], message }];
  });
  if ([...known.values()].some(({ dialable }) => dialable)) return named;
  return [...named, { path: [], message: `has no carrier that can be dialled through: ${HOW}` }];
}

const HOW =
  'add one of type vobiz or twilio (with admission trunk it needs outbound: true), or one of type exotel with its flowId';

export function dialabilityOf(carrier: PartialCarrier): Dialability {
  return { dialable: isDialable(carrier), type: carrier.type };
}

function isDialable({ type, admission, outbound, flowId }: PartialCarrier): boolean {
  switch (type) {
    case 'twilio':
    case 'vobiz':
      return admission !== 'trunk' || outbound === true;
    case 'exotel':
      return flowId !== undefined;
    case 'sip':
      return false;
  }
}
