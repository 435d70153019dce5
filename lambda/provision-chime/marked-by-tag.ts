import {
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type Tag,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Patience } from '../custom-resource/patience';
import type { Chime } from './chime';
import { SETTLED } from './faults';
import type { Owner } from '../custom-resource/owner';
import { OWNER_TAG, ownerTagOf } from './ownership';

interface GivenTag {
  Key: string;
  Value: string;
}

/** A resource that was made a moment ago may be listed before its tags can be read. */
const TAGS_ARRIVE_MS = 10_000;

/** The tags of a resource as its owner wants them, with its mark. */
export function markedTags(owner: Owner, tags: readonly GivenTag[]): GivenTag[] {
  return [...tags.filter(({ Key }) => Key !== OWNER_TAG), { Key: OWNER_TAG, Value: ownerTagOf(owner) }];
}

/** Those that carry the owner's mark. */
export async function ownedBy<T>(
  owner: Owner,
  things: readonly T[],
  arnOf: (thing: T) => string,
  chime: Chime,
  time: Patience,
): Promise<T[]> {
  const found: T[] = [];
  for (const thing of things) {
    const tags = await tagsOf(arnOf(thing), chime, time);
    if (tags.get(OWNER_TAG) === ownerTagOf(owner)) found.push(thing);
  }
  return found;
}

/** Empty for what is gone. */
export async function tagsOf(arn: string, chime: Chime, time: Patience): Promise<Map<string, string>> {
  const answer = await chime.callUnlessMissing(time, {
    operation: 'ListTagsForResource',
    about: arn,
    send: (client) => client.send(new ListTagsForResourceCommand({ ResourceARN: arn })),
    worth: { ...SETTLED, missing: TAGS_ARRIVE_MS },
  });
  const tags: Tag[] = answer?.Tags ?? [];
  return new Map(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** Writes the tags that differ, and removes those that this stack had set and wants no more. Others stay. */
export async function convergeTags(
  arn: string,
  wanted: readonly GivenTag[],
  previous: readonly GivenTag[],
  chime: Chime,
  time: Patience,
): Promise<void> {
  const present = await tagsOf(arn, chime, time);
  const changed = wanted.filter(({ Key, Value }) => present.get(Key) !== Value);
  const keys = new Set(wanted.map(({ Key }) => Key));
  const dropped = previous
    .map(({ Key }) => Key)
    .filter((key) => key !== OWNER_TAG && !keys.has(key) && present.has(key));
  if (dropped.length > 0) {
    await chime.call(time, {
      operation: 'UntagResource',
      about: arn,
      send: (client) => client.send(new UntagResourceCommand({ ResourceARN: arn, TagKeys: dropped })),
    });
  }
  if (changed.length > 0) {
    await chime.call(time, {
      operation: 'TagResource',
      about: arn,
      send: (client) => client.send(new TagResourceCommand({ ResourceARN: arn, Tags: changed })),
    });
  }
}
