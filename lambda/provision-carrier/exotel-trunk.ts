import { createHash } from 'node:crypto';
import { AmbiguousError, CarrierError, isNotThere } from '../adapters/carriers/carrier-error';
import {
  addDestination,
  createTrunk,
  deleteTrunk,
  listDestinations,
  listTrunks,
  readTrunk,
  type ExotelConnection,
  type ExotelTrunk,
} from '../adapters/carriers/exotel';
import { LOOKS_AFTER_MS, ownedResource, type Owned } from '../custom-resource/owned';
import { markOf, type Owner } from '../custom-resource/owner';
import type { Patience } from '../custom-resource/patience';
import type { ResourceKind } from '../custom-resource/resource-kind';
import { opened, unlessLockedOut } from './opened';
import { patiently } from './patiently';
import { exotelTrunk, type ExotelTrunkProperties } from './properties';
import type { Services } from './services';

const PREFIX = 'exotel:';

/** What a failed Create answers once the account has let us in. Something may have been made. */
const UNANSWERED = `${PREFIX}unanswered`;

/** A trunk with one destination. As no destination comes off it, another one makes another trunk. */
export function exotelTrunkKind(services: Services): ResourceKind<ExotelTrunkProperties> {
  const bound = async (
    owner: Owner,
    { SecretArn, Cluster }: ExotelTrunkProperties,
    making = () => undefined as void,
  ) => trunksOf(await opened(services.exotel(SecretArn, Cluster)), owner, making);

  return {
    properties: exotelTrunk,

    async create(request) {
      const making = () => request.holding(UNANSWERED);
      return ownedResource(await bound(request, request.properties, making)).create(request);
    },

    async update(request) {
      const { properties, previous, physicalId, time, log } = request;
      const trunks = await bound(request, properties);
      if (previous && !isSameAccount(previous, properties)) {
        await unlessLockedOut(log, async () => {
          const there = await bound(request, previous);
          // Of an Update whose answer was lost: this one takes it back.
          for (const stray of await there.find(request, previous, time)) {
            if (there.idOf(stray) !== physicalId) await there.remove(there.idOf(stray), time);
          }
        });
      }
      return ownedResource(trunks).update(request);
    },

    async delete(request) {
      const { physicalId, properties, log } = request;
      if (properties === undefined) return;
      const remove = async () => ownedResource(await bound(request, properties)).delete(request);
      // A stack whose secret was wrong from the beginning must be able to go.
      await (physicalId.startsWith(PREFIX) ? remove() : unlessLockedOut(log, remove));
    },
  };
}

function isSameAccount(one: ExotelTrunkProperties, other: ExotelTrunkProperties): boolean {
  return one.SecretArn === other.SecretArn && one.Cluster === other.Cluster;
}

/**
 * The mark of owner and destination: all that a trunk of Exotel's shows of whose it is. It takes 16 letters, digits
 * and underscores.
 */
export function exotelTrunkName(owner: Owner, destination: string): string {
  const mark = createHash('sha256').update(JSON.stringify([markOf(owner), destination]));
  return `byon${mark.digest('hex').slice(0, 12)}`;
}

function trunksOf(
  exotel: ExotelConnection,
  owner: Owner,
  making: () => void,
): Owned<ExotelTrunkProperties, ExotelTrunk> {
  const mine = async (name: string, time: Patience) => {
    const call = () => listTrunks(exotel);
    const all = await patiently(time, { what: 'the list of trunks at Exotel', call });
    return all.filter((trunk) => trunk.name === name);
  };

  const converge = async (trunk: ExotelTrunk, destination: string, time: Patience) => {
    await patiently(time, {
      what: `the destination of the trunk ${trunk.sid} at Exotel`,
      call: () => ensureDestination(exotel, trunk.sid, destination),
    });
    return trunk;
  };

  return {
    properties: exotelTrunk,
    idOf: ({ sid }) => `${PREFIX}${sid}`,
    isId: (physicalId) => physicalId.startsWith(PREFIX) && physicalId !== UNANSWERED,
    resultOf: ({ sid }) => ({ physicalId: `${PREFIX}${sid}`, data: { TrunkSid: sid } }),
    canBecome: ({ name }, { Destination }) => name === exotelTrunkName(owner, Destination),
    find: (_owner, { Destination }, time) => mine(exotelTrunkName(owner, Destination), time),

    get: (physicalId, time) => {
      const sid = physicalId.slice(PREFIX.length);
      const call = () => readTrunk(exotel, sid).catch(undefinedIfGone);
      return patiently(time, { what: `the reading of the trunk ${sid} at Exotel`, call });
    },

    async create(_owner, { Destination }, time, already) {
      making();
      const trunk = await patiently(time, {
        what: 'the creation of a trunk at Exotel',
        call: () => createTrunk(exotel, exotelTrunkName(owner, Destination)),
        already,
      });
      return converge(trunk, Destination, time);
    },

    looksAfter: (error) => (error instanceof AmbiguousError ? LOOKS_AFTER_MS : []),

    converge: (_owner, trunk, { Destination }, _previous, time) => converge(trunk, Destination, time),

    async remove(physicalId, time) {
      const sid = physicalId.slice(PREFIX.length);
      const call = () => deleteTrunk(exotel, sid);
      await patiently(time, { what: `the deletion of the trunk ${sid} at Exotel`, call });
    },
  };
}

async function ensureDestination(exotel: ExotelConnection, sid: string, destination: string): Promise<void> {
  const all = await listDestinations(exotel, sid);
  if (all.some(({ destination: there }) => there === destination)) return;
  try {
    await addDestination(exotel, sid, destination);
  } catch (error) {
    const isThere = error instanceof CarrierError && error.status === 409;
    if (!isThere) throw error;
  }
}

function undefinedIfGone(error: unknown): undefined {
  if (!isNotThere(error)) throw error;
}
