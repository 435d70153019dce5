import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import type { EvidenceDraft, EvidenceRecord } from '../core/compliance/evidence';

/** What stands in place of the hash of a record before the first. */
export const NO_PREVIOUS = '0'.repeat(64);

/** @param last the newest record of the callee's chain, if there is any. */
export function chained(draft: EvidenceDraft, last: EvidenceRecord | undefined): EvidenceRecord {
  const { seq, hash: previous } = last ?? { seq: 0, hash: NO_PREVIOUS };
  const { facts, ...rest } = draft;
  // As it comes back from a store: nothing is written that is undefined.
  const plain = JSON.parse(JSON.stringify(facts)) as Record<string, unknown>;
  const record = { ...rest, facts: plain, seq: seq + 1, previous };
  return { ...record, hash: hashOf(record) };
}

/** What became of a chain. `seq` is the first record that is not as it was written. */
export type ChainCheck =
  { sound: true } | { sound: false; seq: number; fault: 'changed' | 'missing' | 'inserted' };

/**
 * Looks whether records are those that were written, without a gap. It cannot tell that the newest are missing, nor
 * that somebody wrote the whole chain anew: for that, keep the hash of the newest record elsewhere.
 *
 * @param records of one callee in the order of the chain; it may begin and end anywhere.
 */
export function verifyChain(records: readonly EvidenceRecord[]): ChainCheck {
  let before: EvidenceRecord | undefined;
  for (const [i, record] of records.entries()) {
    const fault = faultOf(record, before, records[i + 1]);
    if (fault) return { sound: false, ...fault };
    before = record;
  }
  return { sound: true };
}

function faultOf(
  record: EvidenceRecord,
  before: EvidenceRecord | undefined,
  after: EvidenceRecord | undefined,
): Omit<Extract<ChainCheck, { sound: false }>, 'sound'> | undefined {
  const { seq } = record;
  const expected = before ? before.seq + 1 : seq;
  if (seq < expected) return { seq, fault: 'inserted' };
  if (seq > expected) return { seq: expected, fault: 'missing' };
  if (hashOf(record) !== record.hash) return { seq, fault: 'changed' };
  const previous = before?.hash ?? (seq === 1 ? NO_PREVIOUS : record.previous);
  if (record.previous === previous) return undefined;
  // The record after it vouches for one of the two.
  const isVouchedFor = after?.previous === record.hash;
  return isVouchedFor && before ? { seq: before.seq, fault: 'changed' } : { seq, fault: 'inserted' };
}

function hashOf({ hash: _, ...rest }: Omit<EvidenceRecord, 'hash'> & { hash?: string }): string {
  return createHash('sha256').update(canonicalJson(rest)).digest('hex');
}
