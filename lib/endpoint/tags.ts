import { Lazy, type TagManager } from 'aws-cdk-lib';

/** Tags in the words of Amazon Chime; undefined where there are none. */
export function tagsOf(manager: TagManager): { Key: string; Value: string }[] {
  return Lazy.any(
    { produce: () => Object.entries(manager.tagValues()).map(([Key, Value]) => ({ Key, Value })) },
    { omitEmptyArray: true },
  ) as unknown as { Key: string; Value: string }[];
}
