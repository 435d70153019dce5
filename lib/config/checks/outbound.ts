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
  { carriers = {}, ...settings }: Partial<OutboundSettings>,
  known: ReadonlyMap<string, Dialability>,
): Finding[] {
  const limits = Object.entries(carriers).flatMap(([name, { callsPerSecond }]): Finding[] => {
    const found = known.get(name);
    const path = ['carriers', name];
    if (!found) return [{ path, message: `names no carrier${suggestion(name, [...known.keys()])}` }];
    if (!found.dialable) return [{ path, message: `cannot be dialled through: ${HOW}` }];
    if (found.type !== 'exotel' || callsPerSecond <= MOST_AT_EXOTEL) return [];
    const message = `must be at most ${MOST_AT_EXOTEL}, since Exotel takes 200 requests a minute; it is ${callsPerSecond}`;
    return [{ path: [...path, 'callsPerSecond'], message }];
  });
  const named = [...limits, ...priceFaults(settings), ...sizeFaults(settings)];
  if ([...known.values()].some(({ dialable }) => dialable)) return named;
  return [...named, { path: [], message: `has no carrier that can be dialled through: ${HOW}` }];
}

/** A cap on what calls cost needs their prices, of every country that is called. */
function priceFaults({ countries = [], spending }: Partial<OutboundSettings>): Finding[] {
  if (!spending) return [];
  const path = ['spending', 'pricePerMinute'];
  const called = new Set<string>(countries);
  const priced = new Set(Object.keys(spending.pricePerMinute));
  const missing = countries.filter((country) => !priced.has(country));
  const unused = [...priced].filter((country) => !called.has(country));
  return [
    ...missing.map((country): Finding => {
      const message = `is missing: add what a minute to ${country} costs you, or take ${country} out of countries`;
      return { path: [...path, country], message };
    }),
    ...unused.map((country): Finding => {
      const message = `is a price of a country that is not called: add ${country} to countries, or take the price out`;
      return { path: [...path, country], message };
    }),
  ];
}

/** AWS Lambda takes 4 kB of environment for a function. The rest is for its carriers, tables and secrets. */
const MOST_BYTES = 2400;

function sizeFaults({ countries, callsPerDay, closedOn, spending }: Partial<OutboundSettings>): Finding[] {
  const bytes = Buffer.byteLength(JSON.stringify({ countries, callsPerDay, closedOn, spending }));
  if (bytes <= MOST_BYTES) return [];
  const message =
    `is too long: countries, closedOn and spending come to ${bytes} bytes, and ${MOST_BYTES} fit into the function ` +
    'that dials; take out days that are past and countries that are not called';
  return [{ path: [], message }];
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
