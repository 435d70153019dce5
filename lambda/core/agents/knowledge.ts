import * as z from 'zod';

/** What an agent's record holds of its knowledge: the name of the index, which is the hash of its content. */
export const knowledge = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be the hash of an index')
  .describe('Hash of the indexed files that it looks things up in.');

/** `knowledge: [agents/faq.md, agents/prices.csv]` in a config. */
export const knowledgeFiles = z
  .array(z.string().min(1))
  .min(1)
  .max(100)
  .describe(
    'Files that it looks things up in (.md, .txt, .csv), from the config file. 5 MB of text at most.',
  );

/** Where an index lies, in the bucket of the audio. */
export function knowledgeKey(hash: string): string {
  return `knowledge/${hash}.json`;
}
