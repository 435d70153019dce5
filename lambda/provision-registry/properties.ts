import * as z from 'zod';
import { knowledge } from '../core/agents/knowledge';

/**
 * What a stack asks of `Custom::ByonRegistryRecords`: the contract between the construct in `lib/numbers` and the
 * function. The records lie in an object of a bucket, so that no number stands in a template.
 */
export const registryRecords = z.strictObject({
  Table: z.string().min(1),
  Bucket: z.string().min(1),
  /** Names the content: other records, another key. */
  Key: z.string().min(1),
  /** Indices of the agents' knowledge: from where they were uploaded to the bucket where functions read them. */
  Knowledge: z
    .strictObject({
      Bucket: z.string().min(1),
      Files: z.array(z.strictObject({ Hash: knowledge, Bucket: z.string().min(1), Key: z.string().min(1) })),
    })
    .optional(),
});
export type RegistryRecordsProperties = z.infer<typeof registryRecords>;

/** What `Fn::GetAtt` finds: what the last deployment did, in words, and each count as text. */
export type RegistryRecordsAttribute =
  'Summary' | `${'Numbers' | 'Agents'}${'Added' | 'Changed' | 'Restored' | 'Removed' | 'Kept'}`;
