import type { Vouch } from '../numbers/admission';
import type { DialRecord, DialStore } from './dial';
import type { Introduction } from './introduction';

/**
 * What the key of a call proves. `call`: its number, its caller and its id. `trunk`: that the carrier's own
 * trunk has sent it, so what carriers write into an INVITE is this carrier's word, and headers of ours are not.
 */
export type Proof = 'call' | 'trunk';

export interface CallProof {
  /**
   * @param said what the INVITE says of its call.
   * @param carrier whose trunk may have sent it.
   * @returns undefined where the key proves nothing.
   * @throws Error when nobody can tell, because the secret behind the keys can't be read.
   */
  prove(said: Partial<Introduction>, carrier: string | undefined): Promise<Proof | undefined>;
}

/** What calls are measured by. All left out: every call is what it says. */
export interface Trust {
  proof?: CallProof | undefined;
  /** Carriers whose calls always bring a key. */
  keyedCarriers?: ReadonlySet<string>;
  dials?: Pick<DialStore, 'find' | 'findLatest'>;
  /** A carrier of the stack carries no reference through, so that its calls are known by their ends alone. */
  dialsWithoutReference?: boolean;
}

/** What the signalling says of a call, true or not. */
export interface Said {
  introduction: Partial<Introduction>;
  /** Both ends by From and To, in E.164, in all ways that they can be read. */
  ends: readonly string[];
}

/** The source of a candidate that stands in the From. It counts only where we called the other end. */
export const FROM = 'from';
/** The source of a candidate that stands in a header of ours. */
export const HEADER = 'header';

/** A callee has to answer, and the carrier has to reach us, before a dial is too old to be a call's. */
const DIAL_IS_RECENT_MS = 180_000;

/**
 * Holds what is said of a call against what is proven. Calls of keyed carriers count as far as their key goes,
 * others are believed; but a call is one that we made only by a proven reference or, where carriers pass none
 * on, by both its ends.
 */
export function vouchFor({ introduction, ends }: Said, trust: Trust): Vouch {
  const { proof, keyedCarriers, dials } = trust;
  return async ({ number, carrier }, { source }) => {
    const isKeyed = carrier !== undefined && (keyedCarriers?.has(carrier) ?? false);
    const { caller, call, reference } = introduction;
    if (!isKeyed && isBare(introduction)) {
      const dial = await dialByEnds(number, ends, trust);
      if (dial) return ours(dial);
    }
    if (source === FROM) return 'overlook';
    if (!isKeyed && reference === undefined) return { ...(caller !== undefined && { caller }) };
    const proven = await proof?.prove(introduction, carrier);
    if (reference !== undefined) {
      if (proven !== 'call' || reference !== call) return 'unproven';
      const dial = await dials?.find(reference);
      return dial?.number === number ? ours(dial) : 'unproven';
    }
    if (proven === 'trunk') return source === HEADER ? 'overlook' : {};
    if (proven !== 'call' || introduction.number !== number) return 'unproven';
    return { ...(caller !== undefined && { caller }), ...(call !== undefined && { carrierCall: call }) };
  };
}

/** Our number and the callee stand in From and To, in an order that is the carrier's own. */
async function dialByEnds(
  number: string,
  ends: readonly string[],
  { dials, dialsWithoutReference }: Trust,
): Promise<DialRecord | undefined> {
  if (!dialsWithoutReference) return undefined;
  for (const callee of ends.filter((end) => end !== number)) {
    const dial = await dials?.findLatest({ number, callee }, DIAL_IS_RECENT_MS);
    if (dial && dial.state !== 'refused') return dial;
  }
  return undefined;
}

function isBare(introduction: Partial<Introduction>): boolean {
  return Object.values(introduction).every((value) => value === undefined);
}

function ours(dial: DialRecord) {
  const { callee: caller, call } = dial;
  return { caller, dial, ...(call !== undefined && { carrierCall: call }) };
}
