import type { CarrierNumber, Routing, Switchboard, Target } from '../../../core/carriers/switchboard';
import { AmbiguousError, CarrierError } from '../carrier-error';
import { EXOTEL_CALLS } from './allow-list';
import type { ExotelConnection } from './connection';
import { flowOf, flowUrl, listNumbers, setVoiceUrl, type Exophone } from './numbers';
import { listMappings, mapNumber } from './trunk-parts';
import { listTrunks } from './trunks';

/**
 * Where a number's calls go at Exotel: to a flow, which is made in the console. A flow can dial a trunk only for a
 * number that is mapped to it, so that the trunk stands beside the flow. Exotel's API takes no number off a trunk:
 * putting a routing back puts the flow back, and the mapping goes with its trunk.
 */
type ExotelRoute = Routing & { voiceUrl: string; trunkSid: string };

/** The numbers on trunks are listed trunk by trunk, so that `find` costs as much as `numbers`. */
export function exotelSwitchboard(exotel: ExotelConnection): Switchboard {
  const numbers = async () => {
    const trunkOf = await mappedTrunks(exotel);
    return (await listNumbers(exotel)).flatMap((found) => carrierNumber(found, trunkOf));
  };
  return {
    carrier: 'exotel',

    async account() {
      await listNumbers(exotel);
      return exotel.accountSid;
    },

    numbers,

    async find(number) {
      return (await numbers()).find((found) => found.number === number);
    },

    routingTo: (target) => routingTo(exotel, target),

    // A trunk counts only where the other one asks for it: a number stays mapped after its calls have gone back.
    isSame: (one, other) => {
      const [a, b] = [routeOf(one), routeOf(other)];
      return flowOf(a.voiceUrl) === flowOf(b.voiceUrl) && (b.trunkSid === '' || a.trunkSid === b.trunkSid);
    },

    isFree: (routing) => routeOf(routing).voiceUrl === '',

    describe: (routing) => {
      const { voiceUrl } = routeOf(routing);
      if (voiceUrl === '') return 'nowhere';
      const flow = flowOf(voiceUrl);
      return flow === voiceUrl ? 'an address that is no flow' : `the flow ${flow}`;
    },

    async route({ number, id, routing }, wanted) {
      const [now, next] = [routeOf(routing), routeOf(wanted)];
      if (next.trunkSid !== '') await ensureMapped(exotel, number, now.trunkSid, next.trunkSid);
      await setVoiceUrl(exotel, id, next.voiceUrl);
    },
  };
}

/** Which trunk a number is mapped to, by its E.164. */
async function mappedTrunks(exotel: ExotelConnection): Promise<ReadonlyMap<string, string>> {
  const trunks = new Map<string, string>();
  for (const { sid } of await listTrunks(exotel)) {
    for (const { e164 } of await listMappings(exotel, sid)) trunks.set(e164, sid);
  }
  return trunks;
}

async function ensureMapped(
  exotel: ExotelConnection,
  e164: string,
  now: string,
  trunkSid: string,
): Promise<void> {
  if (now === trunkSid) return;
  if (now !== '') throw onAnotherTrunk(now);
  try {
    // The mode is about calls that a system of one's own makes through the trunk.
    await mapNumber(exotel, trunkSid, { e164, mode: 'pstn' });
  } catch (error) {
    if (!(error instanceof AmbiguousError) && !(error instanceof CarrierError && error.status === 409))
      throw error;
    const mapped = (await mappedTrunks(exotel)).get(e164);
    if (mapped === undefined) throw error;
    if (mapped !== trunkSid) throw onAnotherTrunk(mapped);
  }
}

function onAnotherTrunk(trunkSid: string): CarrierError {
  const detail =
    `the number is mapped to the trunk ${trunkSid}, and Exotel's API takes no number off a trunk; ` +
    'delete that trunk, or ask Exotel to take the number off it, and try again';
  const call = 'POST /v2/accounts/{account}/trunks/{trunk}/phone-numbers';
  return new CarrierError({ carrier: EXOTEL_CALLS.carrier, call, detail });
}

function routingTo(exotel: ExotelConnection, target: Target): Routing {
  if (target.carrier !== 'exotel') {
    throw new TypeError(`Exotel can lead no call to a target of ${target.carrier}`);
  }
  return routeOf({ voiceUrl: flowUrl(exotel, target.flowId), trunkSid: target.trunkSid });
}

function routeOf({ voiceUrl = '', trunkSid = '' }: Routing): ExotelRoute {
  return { voiceUrl, trunkSid };
}

function carrierNumber(
  { e164, sid, voiceUrl, voiceCapable }: Exophone,
  trunkOf: ReadonlyMap<string, string>,
): CarrierNumber[] {
  if (e164 === undefined) return [];
  const routing = routeOf({ voiceUrl, trunkSid: trunkOf.get(e164) ?? '' });
  return [
    { number: e164, id: sid, ...(!voiceCapable && { unusable: 'it cannot take voice calls' }), routing },
  ];
}
