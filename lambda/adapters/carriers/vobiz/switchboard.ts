import type { CarrierNumber, Routing, Switchboard, Target } from '../../../core/carriers/switchboard';
import { CarrierError, isNotThere } from '../carrier-error';
import { checkCredentials } from './account';
import type { VobizConnection } from './connection';
import {
  assignNumber,
  bindApplication,
  findNumber,
  listNumbers,
  unassignNumber,
  unbindApplication,
  type VobizNumber,
} from './numbers';
import { notAsAsked } from './errors';

/**
 * Where a number's calls go at Vobiz: to a trunk, to an application, or nowhere. Which of the two wins where both
 * are set is *unverified*, so that what is ours sets one and clears the other. Each is written by itself: a failure
 * between two writes leaves the number between two routings, and another `route` goes on from there.
 */
type VobizRoute = Routing & { trunkId: string; applicationId: string };

export function vobizSwitchboard(vobiz: VobizConnection): Switchboard {
  return {
    carrier: 'vobiz',

    async account() {
      await checkCredentials(vobiz);
      return vobiz.authId;
    },

    async numbers() {
      return (await listNumbers(vobiz)).map(carrierNumber);
    },

    async find(number) {
      const found = await findNumber(vobiz, number);
      return found && carrierNumber(found);
    },

    routingTo,

    isSame: (one, other) => {
      const [a, b] = [routeOf(one), routeOf(other)];
      return a.trunkId === b.trunkId && a.applicationId === b.applicationId;
    },

    isFree: (routing) => {
      const { trunkId, applicationId } = routeOf(routing);
      return trunkId === '' && applicationId === '';
    },

    describe: (routing) => {
      const { trunkId, applicationId } = routeOf(routing);
      const places = [
        ...(trunkId ? [`the trunk ${trunkId}`] : []),
        ...(applicationId ? [`the application ${applicationId}`] : []),
      ];
      return places.join(' and ') || 'nowhere';
    },

    async route({ number, routing }, wanted) {
      await lead(vobiz, number, routeOf(routing), routeOf(wanted));
    },
  };
}

/** Clears before it sets: Vobiz moves no number that is still somewhere. */
async function lead(
  vobiz: VobizConnection,
  e164: string,
  now: VobizRoute,
  wanted: VobizRoute,
): Promise<void> {
  const moves = (name: 'trunkId' | 'applicationId') => now[name] !== wanted[name];
  if (moves('trunkId') && now.trunkId) await unlessOff(unassignNumber(vobiz, e164));
  if (moves('applicationId') && now.applicationId) await unlessOff(unbindApplication(vobiz, e164));
  if (moves('trunkId') && wanted.trunkId) {
    const { trunkId } = wanted;
    await unlessThere(vobiz, e164, { trunkId }, () => assignNumber(vobiz, e164, trunkId));
  }
  if (moves('applicationId') && wanted.applicationId) {
    const { applicationId } = wanted;
    await unlessThere(vobiz, e164, { applicationId }, () => bindApplication(vobiz, e164, applicationId));
  }
  const call = 'GET /api/v1/Account/{account}/numbers';
  const after = await findNumber(vobiz, e164);
  if (!after) throw notAsAsked(call, ['the number']);
  const shown = carrierNumber(after).routing;
  const other = Object.entries(wanted).flatMap(([name, value]) => (shown[name] === value ? [] : [name]));
  if (other.length > 0) throw notAsAsked(call, other);
}

/** Taking a number off what it is not on is refused with 404. */
async function unlessOff(taking: Promise<unknown>): Promise<void> {
  try {
    await taking;
  } catch (error) {
    if (!isNotThere(error)) throw error;
  }
}

/** Vobiz refuses what is done already like what somebody else has done: only reading tells. */
async function unlessThere(
  vobiz: VobizConnection,
  e164: string,
  wanted: Partial<VobizRoute>,
  put: () => Promise<unknown>,
): Promise<void> {
  try {
    await put();
  } catch (error) {
    if (!(error instanceof CarrierError) || (error.status !== 400 && error.status !== 409)) throw error;
    const found = await findNumber(vobiz, e164);
    const shown: Routing = found ? carrierNumber(found).routing : {};
    if (!Object.entries(wanted).every(([name, value]) => shown[name] === value)) throw error;
  }
}

function routingTo(target: Target): Routing {
  if (target.carrier !== 'vobiz')
    throw new TypeError(`Vobiz can lead no call to a target of ${target.carrier}`);
  return routeOf('trunkId' in target ? { trunkId: target.trunkId } : { applicationId: target.applicationId });
}

function routeOf({ trunkId = '', applicationId = '' }: Routing): VobizRoute {
  return { trunkId, applicationId };
}

function carrierNumber(found: VobizNumber): CarrierNumber {
  const { trunkId = '', applicationId = '' } = found.routing;
  const unusable = whyUnusable(found);
  return {
    number: found.e164,
    id: found.e164,
    ...(unusable !== undefined && { unusable }),
    routing: { trunkId, applicationId },
  };
}

function whyUnusable({ status, blocked, trial, voiceCapable }: VobizNumber): string | undefined {
  if (status !== 'active') return `Vobiz shows it as ${status}, not as active`;
  if (blocked) return 'Vobiz has blocked it';
  if (trial) return 'it is a trial number, which takes no calls';
  return voiceCapable ? undefined : 'it cannot take voice calls';
}
