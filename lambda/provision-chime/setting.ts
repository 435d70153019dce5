import type * as z from 'zod';
import type { Patience } from '../custom-resource/patience';
import type { ResourceKind } from '../custom-resource/resource-kind';

/**
 * A setting of a Voice Connector or a SIP media application, which has one or none of it: it has no id and no tags
 * of its own, and each write replaces it whole.
 */
export interface Setting<P> {
  properties: z.ZodType<P>;
  /** What the physical id ends with, after the id of its holder. */
  name: string;
  holderOf(properties: P): string;
  /** Whether the holder has what is wanted, as far as the service tells. */
  isSet(properties: P, time: Patience): Promise<boolean>;
  /** The service doesn't tell all of it, so that an Update always writes. */
  hidden?: true;
  write(properties: P, time: Patience): Promise<void>;
  /** Tolerates that the setting or its holder is gone. Properties are undefined when they are faulty. */
  remove(holder: string, properties: P | undefined, time: Patience): Promise<void>;
}

/** For the removal of what a failed Create may have left. */
const FOR_THE_CLEANING_MS = 60_000;

/** The life of a setting. */
export function settingResource<P>(setting: Setting<P>): ResourceKind<P> {
  const suffix = `/${setting.name}`;
  const idOf = (properties: P) => `${setting.holderOf(properties)}${suffix}`;
  /** Without an id of ours it is only known for ours by being what we would have written. */
  const removeIfSet = async (properties: P, time: Patience) => {
    if (!(await setting.isSet(properties, time))) return;
    await setting.remove(setting.holderOf(properties), properties, time);
  };
  return {
    properties: setting.properties,

    async create({ properties, time, log }) {
      try {
        await setting.write(properties, time.keepingBack(FOR_THE_CLEANING_MS));
      } catch (error) {
        await removeIfSet(properties, time).catch((failure: unknown) => {
          // CloudFormation's Delete looks again. What matters is why the Create failed.
          log.warn('what a failed Create may have left could not be removed', { error: failure });
        });
        throw error;
      }
      return { physicalId: idOf(properties) };
    },

    async update({ properties, time }) {
      const known = !setting.hidden && (await setting.isSet(properties, time));
      if (!known) await setting.write(properties, time);
      return { physicalId: idOf(properties) };
    },

    async delete({ physicalId, properties, time }) {
      if (physicalId.endsWith(suffix)) {
        await setting.remove(physicalId.slice(0, -suffix.length), properties, time);
      } else if (properties !== undefined) {
        await removeIfSet(properties, time);
      }
    },
  };
}

/** Whether two lists hold the same, in whatever order. */
export function sameSet(a: readonly string[] = [], b: readonly string[] = []): boolean {
  const inB = new Set(b);
  return new Set(a).size === inB.size && a.every((item) => inB.has(item));
}
