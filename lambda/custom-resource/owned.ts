import type * as z from 'zod';
import type { Owner } from './owner';
import type { Patience } from './patience';
import type {
  CreateRequest,
  DeleteRequest,
  ResourceKind,
  ResourceResult,
  UpdateRequest,
} from './resource-kind';

/** A resource of a foreign service that carries the mark of its owner, as in a tag or a name. */
export interface Owned<P, Live> {
  properties: z.ZodType<P>;
  /** The physical id of what is live. */
  idOf(live: Live): string;
  /** Whether this physical id is one of `idOf`. Else CloudFormation invented it, having got no answer to a Create. */
  isId(physicalId: string): boolean;
  resultOf(live: Live): ResourceResult;
  /** Whether `live` can become what `properties` want without a replacement. */
  canBecome(live: Live, properties: P): boolean;
  get(id: string, time: Patience): Promise<Live | undefined>;
  /** Those with the owner's mark which can become what `properties` want, oldest first. */
  find(owner: Owner, properties: P, time: Patience): Promise<Live[]>;
  /** Its first call carries the mark. `already` looks for it before that call is made again. */
  create(
    owner: Owner,
    properties: P,
    time: Patience,
    already: (error: unknown) => Promise<Live | undefined>,
  ): Promise<Live>;
  /**
   * After which pauses, in milliseconds, to look for what a Create has made that failed so. Empty where it has made
   * nothing for certain.
   */
  looksAfter(error: unknown): readonly number[];
  /** Writes what differs. `previous`: what this stack had set before. */
  converge(owner: Owner, live: Live, properties: P, previous: P | undefined, time: Patience): Promise<Live>;
  /** Tolerates that it is gone. */
  remove(id: string, time: Patience): Promise<void>;
}

/** For the removal of what a failed Create may have left. */
const FOR_THE_CLEANING_MS = 60_000;

/** The lists lag behind what was made: so long the mark is looked for. */
export const LOOKS_AFTER_MS = [0, 2000, 4000, 8000] as const;

/** The life of an owned resource. Every step looks for the mark first, so that a repeated request finds its own. */
export function ownedResource<P, Live>(owned: Owned<P, Live>): ResourceKind<P> {
  return {
    properties: owned.properties,

    async create(request) {
      const { properties, time, holding } = request;
      const [mine, ...twins] = await owned.find(request, properties, time);
      if (mine === undefined) return owned.resultOf(await make(owned, request));
      holding(owned.idOf(mine));
      await removeAll(owned, twins, request);
      return owned.resultOf(await owned.converge(request, mine, properties, undefined, time));
    },

    async update(request) {
      const { physicalId, properties, previous, time } = request;
      const current = await owned.get(physicalId, time);
      const marked = await owned.find(request, properties, time);
      const usable = current !== undefined && owned.canBecome(current, properties) ? current : marked[0];
      await removeAll(owned, await leftovers(owned, request, marked, usable), request);
      if (usable === undefined) return owned.resultOf(await make(owned, request));
      return owned.resultOf(await owned.converge(request, usable, properties, previous, time));
    },

    async delete(request) {
      if (owned.isId(request.physicalId)) return owned.remove(request.physicalId, request.time);
      await removeAll(owned, await findUnanswered(owned, request), request);
    },
  };
}

/** Makes it, or leaves nothing. */
async function make<P, Live>(owned: Owned<P, Live>, request: CreateRequest<P>): Promise<Live> {
  const { properties, time, log } = request;
  try {
    return await owned.create(request, properties, time.keepingBack(FOR_THE_CLEANING_MS), (error) =>
      look(owned, request, error),
    );
  } catch (error) {
    try {
      await removeAll(owned, await owned.find(request, properties, time), request);
    } catch (failure) {
      // CloudFormation's Delete looks for the mark again. What matters is why the Create failed.
      log.warn('what a failed Create may have left could not be removed', { error: failure });
    }
    throw error;
  }
}

/** Looks for what a Create has made whose answer was lost. */
async function look<P, Live>(
  owned: Owned<P, Live>,
  { properties, time, ...owner }: CreateRequest<P>,
  error: unknown,
): Promise<Live | undefined> {
  for (const pause of owned.looksAfter(error)) {
    await time.pause(pause);
    const [found] = await owned.find(owner, properties, time);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * What earlier Updates left: CloudFormation knows nothing of a replacement whose answer was lost, and sends the old
 * properties back with the old id. Only what the previous properties can have made, so that a resource which was
 * replaced and kept on purpose stays.
 */
async function leftovers<P, Live>(
  owned: Owned<P, Live>,
  request: UpdateRequest<P>,
  marked: Live[],
  usable: Live | undefined,
): Promise<Live[]> {
  const { physicalId, previous, time } = request;
  const before = previous === undefined ? [] : await owned.find(request, previous, time);
  const kept = new Set([physicalId, ...(usable === undefined ? [] : [owned.idOf(usable)])]);
  return [...new Map([...marked, ...before].map((live) => [owned.idOf(live), live])).values()].filter(
    (live) => !kept.has(owned.idOf(live)),
  );
}

/** What a Create has made of which CloudFormation got no answer. It may still be at work. */
async function findUnanswered<P, Live>(owned: Owned<P, Live>, request: DeleteRequest<P>): Promise<Live[]> {
  const { properties, time } = request;
  if (properties === undefined) return [];
  for (const pause of LOOKS_AFTER_MS) {
    await time.pause(pause);
    const found = await owned.find(request, properties, time);
    if (found.length > 0) return found;
  }
  return [];
}

async function removeAll<P, Live>(
  owned: Owned<P, Live>,
  unwanted: Live[],
  { time }: { time: Patience },
): Promise<void> {
  for (const live of unwanted) await owned.remove(owned.idOf(live), time);
}
