import { createHash } from 'node:crypto';
import { LOOKS_AFTER_MS } from '../custom-resource/owned';
import type { Owner } from '../custom-resource/owner';
import { faultOf } from './faults';

export const OWNER_TAG = 'byon:owner';

const LONGEST_TAG_VALUE = 256;
const LONGEST_NAME = 256;

/** The value of OWNER_TAG. A hash where stack and resource are too long for a tag. */
export function ownerTagOf({ stackId, logicalId }: Owner): string {
  const owner = `${stackId}/${logicalId}`;
  return owner.length <= LONGEST_TAG_VALUE ? owner : hashOf(owner);
}

/**
 * A SIP rule's name with the mark of its owner and trigger at its end: rules carry no tags. With the trigger in it,
 * a rule and the one that replaces it differ.
 */
export function markedName(name: string, mark: string): string {
  return `${name.slice(0, LONGEST_NAME - mark.length)}${mark}`;
}

export function ruleMarkOf({ stackId, logicalId }: Owner, triggerType: string, triggerValue: string): string {
  return `-${hashOf(JSON.stringify([stackId, logicalId, triggerType, triggerValue])).slice(0, 12)}`;
}

/**
 * Whether CloudFormation has this id from an answer of ours. The ids that it invents where it got no answer hold
 * the logical id or a random part in capitals, or are a log stream's with slashes.
 */
export function isServiceId(physicalId: string): boolean {
  return /^[0-9a-z-]+$/.test(physicalId);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What every kind of resource here has in common in its life. */
export const chimeLife = {
  isId: isServiceId,
  /** A throttled call has made nothing; one whose answer was lost may show late in the lists. */
  looksAfter(error: unknown): readonly number[] {
    const fault = faultOf(error);
    if (fault === 'throttled') return [];
    return fault === 'unavailable' ? LOOKS_AFTER_MS : [0];
  },
} as const;
