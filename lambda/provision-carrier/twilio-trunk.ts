import { AmbiguousError, CarrierError, isNotThere } from '../adapters/carriers/carrier-error';
import { makeTrunkKey } from '../adapters/call-key';
import {
  createTrunk,
  deleteTrunk,
  listTrunkNumbers,
  listTrunks,
  readTrunk,
  updateTrunk,
  type OriginationUrlSettings,
  type Trunk,
  type TrunkSettings,
  type TwilioConnection,
} from '../adapters/carriers/twilio';
import { ByonError } from '../core/errors';
import { LOOKS_AFTER_MS, ownedResource, type Owned } from '../custom-resource/owned';
import { markOf, type Owner } from '../custom-resource/owner';
import type { Patience } from '../custom-resource/patience';
import type { ResourceKind } from '../custom-resource/resource-kind';
import { isLockedOut, NoCredentialsError } from './locked-out';
import { twilioTrunk, type TwilioTrunkProperties } from './properties';
import type { Services } from './services';
import { worthOf } from './transient';
import { convergeAccess, removeAccess } from './twilio-access';
import { convergeOrigination } from './twilio-origination';

const LONGEST_NAME = 64;

/** What a failed Create answers once the account has let us in. Something may have been made. */
const UNANSWERED = 'twilio:unanswered';

/**
 * An Elastic SIP trunk of Twilio with its origination URLs and its access list. What is ours holds the mark of its
 * owner as its whole name, and nothing else is changed or removed. The trunk comes first and goes last, so that
 * whatever a failure leaves is found by it.
 *
 * A trunk with a number on it is not deleted: the stack has given its own numbers back by then, so somebody put this
 * one there by hand, and its callers would reach nobody. Delete fails and says so, until the number is taken off.
 */
export function twilioTrunkKind(services: Services): ResourceKind<TwilioTrunkProperties> {
  const of = (owner: Owner, properties: TwilioTrunkProperties, making = () => undefined as void) =>
    ownedResource(ownedTrunk(services, owner, properties, making));
  return {
    properties: twilioTrunk,
    create: (request) => of(request, request.properties, () => request.holding(UNANSWERED)).create(request),
    update: (request) => of(request, request.properties).update(request),

    async delete(request) {
      const { physicalId, properties, log } = request;
      if (properties === undefined) return;
      try {
        await of(request, properties).delete(request);
      } catch (error) {
        if (physicalId === UNANSWERED || isPhysicalId(physicalId) || !isLockedOut(error)) throw error;
        // A stack whose secret was wrong from the beginning must be able to go.
        log.warn('nothing was looked for in an account that never let us in', { error });
      }
    },
  };
}

function ownedTrunk(
  services: Services,
  owner: Owner,
  asked: TwilioTrunkProperties,
  making: () => void,
): Owned<TwilioTrunkProperties, Trunk> {
  const name = `byon/${markOf(owner)}`;
  const accounts = new Accounts(services);

  return {
    properties: twilioTrunk,
    idOf: physicalIdOf,
    isId: isPhysicalId,
    resultOf: (live) => ({
      physicalId: physicalIdOf(live),
      data: { TrunkSid: live.sid, TerminationHost: live.domainName },
    }),
    canBecome: () => true,

    async get(id, time) {
      if (!isPhysicalId(id)) return undefined;
      const twilio = await accounts.open(asked.SecretArn);
      try {
        return await attempt(time, 'the reading of the trunk', () => readTrunk(twilio, sidOf(id)));
      } catch (error) {
        if (isNotThere(error)) return undefined;
        throw error;
      }
    },

    async find(_, { SecretArn }, time) {
      try {
        const twilio = await accounts.open(SecretArn);
        const all = await attempt(time, 'the list of trunks', () => listTrunks(twilio));
        const ours = all.filter(({ friendlyName }) => friendlyName === name);
        for (const { sid } of ours) accounts.remember(sid, twilio);
        return ours;
      } catch (error) {
        // The way out of an account, or back from one, must not need a key to it.
        if (SecretArn !== asked.SecretArn && isLockedOut(error)) return [];
        throw error;
      }
    },

    async create(_, properties, time, already) {
      const twilio = await accounts.open(properties.SecretArn);
      making();
      const make = () => createTrunk(twilio, settingsOf(owner, properties));
      const live = await attempt(time, 'the making of the trunk', make, already).catch(async (error) => {
        // The name of its domain is in use: by the trunk of an earlier attempt that the list did not show yet.
        const earlier = isBadRequest(error) ? await already(error) : undefined;
        if (earlier === undefined) throw error;
        return earlier;
      });
      return this.converge(owner, live, properties, undefined, time);
    },

    looksAfter: (error) => (error instanceof AmbiguousError || isBadRequest(error) ? LOOKS_AFTER_MS : []),

    async converge(_, live, properties, _previous, time) {
      const twilio = await accounts.open(properties.SecretArn);
      const settings = settingsOf(owner, properties);
      const urls = await urlsOf(services, properties);
      const { sid } = live;
      if (differ(live, settings)) {
        await attempt(time, 'the change of the trunk', () => updateTrunk(twilio, sid, settings));
      }
      // Each begins with a look at what is there, also when it is done again after a failure.
      await attempt(time, 'the origination URLs', () => convergeOrigination(twilio, sid, urls));
      const { AllowedRanges } = properties;
      await attempt(time, 'the access list', () => convergeAccess(twilio, sid, name, AllowedRanges));
      return { sid, ...settings };
    },

    async remove(id, time) {
      const sid = sidOf(id);
      const twilio = accounts.of(sid) ?? (await accounts.open(asked.SecretArn));
      await refuseWithNumbers(twilio, sid, time);
      await attempt(time, 'the removal of the trunk', async () => {
        const others = (await listTrunks(twilio)).filter((trunk) => trunk.sid !== sid);
        const shared = others.some(({ friendlyName }) => friendlyName === name);
        if (!shared) await removeAccess(twilio, sid, name);
        await deleteTrunk(twilio, sid);
      });
    },
  };
}

/** The accounts of one request: the one that it names, and the one that the stack leaves where it moves. */
class Accounts {
  private readonly opened = new Map<string, Promise<TwilioConnection>>();
  private readonly seen = new Map<string, TwilioConnection>();

  constructor(private readonly services: Services) {}

  /** @throws NoCredentialsError. */
  open(secretArn: string): Promise<TwilioConnection> {
    const known = this.opened.get(secretArn) ?? this.connect(secretArn);
    this.opened.set(secretArn, known);
    return known;
  }

  /** In which account a trunk was seen. */
  of(trunkSid: string): TwilioConnection | undefined {
    return this.seen.get(trunkSid);
  }

  remember(trunkSid: string, twilio: TwilioConnection): void {
    this.seen.set(trunkSid, twilio);
  }

  private async connect(secretArn: string): Promise<TwilioConnection> {
    try {
      return await this.services.twilio(secretArn);
    } catch (error) {
      if (!(error instanceof ByonError)) throw error;
      throw new NoCredentialsError(error.message, { cause: error });
    }
  }
}

function settingsOf(owner: Owner, { Secure }: TwilioTrunkProperties): TrunkSettings {
  const mark = markOf(owner);
  return {
    friendlyName: `byon/${mark}`,
    domainName: `byon-${mark.slice(0, 20)}.pstn.twilio.com`,
    secure: Secure,
    // A REFER of the far end would place calls on the account's bill.
    transferMode: 'disable-all',
  };
}

async function urlsOf(
  services: Services,
  { Destinations, CallKeySecretArn, CarrierId }: TwilioTrunkProperties,
): Promise<OriginationUrlSettings[]> {
  if (Destinations.length === 0) return [];
  const key = CallKeySecretArn && makeTrunkKey(CarrierId, await services.secretText(CallKeySecretArn));
  return Destinations.map(({ SipUri, Priority, Weight }) => ({
    friendlyName: hostOf(SipUri).slice(0, LONGEST_NAME),
    sipUrl: key === undefined ? SipUri : `${SipUri}${SipUri.includes('?') ? '&' : '?'}X-Byon-Key=${key}`,
    priority: Priority,
    weight: Weight,
    enabled: true,
  }));
}

/** Gives a number that was set free a moment ago time to leave. Counts, and names none. */
async function refuseWithNumbers(twilio: TwilioConnection, sid: string, time: Patience): Promise<void> {
  let count = 0;
  for (const pause of LOOKS_AFTER_MS) {
    await time.pause(pause);
    count = await attempt(time, 'the list of numbers on the trunk', () => countNumbers(twilio, sid));
    if (count === 0) return;
  }
  const numbers = count === 1 ? 'a number is' : `${count} numbers are`;
  throw new ByonError(
    `${numbers} still on the trunk ${sid}, put there by hand; take them off in Twilio's console, then delete again`,
  );
}

async function countNumbers(twilio: TwilioConnection, sid: string): Promise<number> {
  try {
    return (await listTrunkNumbers(twilio, sid)).length;
  } catch (error) {
    if (isNotThere(error)) return 0;
    throw error;
  }
}

function attempt<T>(
  time: Patience,
  what: string,
  call: () => Promise<T>,
  already?: (error: unknown) => Promise<T | undefined>,
): Promise<T> {
  return time.attempt({ what, call, worth: worthOf, ...(already && { already }) });
}

function differ(live: Trunk, settings: TrunkSettings): boolean {
  return (Object.keys(settings) as (keyof TrunkSettings)[]).some((name) => live[name] !== settings[name]);
}

function isBadRequest(error: unknown): boolean {
  return error instanceof CarrierError && error.status === 400;
}

/** As in `….voiceconnector.chime.aws` of `sip:….voiceconnector.chime.aws;transport=tls`. */
function hostOf(sipUri: string): string {
  return /^sip:(?:[^@]*@)?([^;?]*)/.exec(sipUri)?.[1] ?? '';
}

function physicalIdOf({ sid }: Trunk): string {
  return `twilio:${sid}`;
}

function isPhysicalId(physicalId: string): boolean {
  return /^twilio:TK[0-9a-fA-F]{32}$/.test(physicalId);
}

function sidOf(physicalId: string): string {
  return physicalId.replace(/^twilio:/, '');
}
