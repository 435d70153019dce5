import type * as api from '@aws-sdk/client-chime-sdk-voice';
import type { Account, Checked, Tags } from './account';
import { limitExceeded, notFound } from './errors';

const MOST = 50;

export function tagOperations(account: Account) {
  /** The tags of a connector or application in the region asked. SIP rules have no ARN and no tags. */
  const tagged = (arn: string, region: string): Tags => {
    const all = [
      ...account.inRegion(account.connectors, region).map(({ data, tags }) => [data.VoiceConnectorArn, tags]),
      ...account
        .inRegion(account.applications, region)
        .map(({ data, tags }) => [data.SipMediaApplicationArn, tags]),
    ] as [string, Tags][];
    const tags = new Map(all).get(arn);
    if (tags === undefined) throw notFound('Resource', arn);
    return tags;
  };

  return {
    TagResource(input: Checked<api.TagResourceRequest>, region: string) {
      const tags = tagged(input.ResourceARN, region);
      const added = tagsOf(input.Tags);
      if (new Set([...tags.keys(), ...added.keys()]).size > MOST) {
        throw limitExceeded(`Tags of a resource: at most ${MOST}`);
      }
      for (const [key, value] of added) tags.set(key, value);
    },

    UntagResource(input: Checked<api.UntagResourceRequest>, region: string) {
      const tags = tagged(input.ResourceARN, region);
      for (const key of input.TagKeys) tags.delete(key);
    },

    ListTagsForResource({ ResourceARN }: Checked<api.ListTagsForResourceRequest>, region: string) {
      return { Tags: [...tagged(ResourceARN, region)].map(([Key, Value]) => ({ Key, Value })) };
    },
  };
}

export function tagsOf(tags: readonly api.Tag[] = []): Tags {
  return new Map(tags.map(({ Key, Value }) => [Key as string, Value as string]));
}
