import * as z from 'zod';
import { calleeHash } from './callee-hash';
import { dialDecision } from './decision';
import type { DialFacts } from './facts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * `DECISION#<hash> / SEQ#<10 digits>`: what was known and decided before a dial, allowed or not. Each record of a
 * callee holds the hash of the one before it. Facts stay as they were written, whatever they look like today.
 */
export const evidenceRecord = z.strictObject({
  callee: calleeHash,
  seq: z.int().min(1).describe('Counts the decisions about a callee.'),
  at: z.int().describe('When it was decided. Milliseconds since the epoch.'),
  reference: z.string().min(1).describe('Of the dial that it is about, as in DialOrder.'),
  facts: z.record(z.string(), z.unknown()),
  decision: dialDecision,
  previous: sha256.describe('Hash of the record before it; zeros for the first.'),
  hash: sha256.describe('SHA-256 over the canonical JSON of all the rest.'),
});
export type EvidenceRecord = z.infer<typeof evidenceRecord>;

/** A decision that is to be noted. */
export interface EvidenceDraft extends Pick<EvidenceRecord, 'callee' | 'at' | 'reference' | 'decision'> {
  facts: DialFacts;
}

/** Decisions, one chain for each callee. Nothing is ever changed or taken out of it. */
export interface EvidenceStore {
  /**
   * Writes the next record of the callee's chain.
   *
   * @param after the `seq` of the last record that the decision knows of (0: none). Left out: any.
   * @returns undefined, with nothing written, when the chain has gone on after `after`: decide anew.
   */
  append(draft: EvidenceDraft, after?: number): Promise<EvidenceRecord | undefined>;
  /**
   * @param from and @param to milliseconds since the epoch, both included. `to` left out: to the end.
   * @returns the decisions of that time, oldest first.
   */
  history(callee: string, from: number, to?: number): Promise<EvidenceRecord[]>;
  /** The newest record of the callee. */
  last(callee: string): Promise<EvidenceRecord | undefined>;
}
