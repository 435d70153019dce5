import { chained } from '../../lambda/adapters/evidence-chain';
import type { ConsentRecord, ConsentStore } from '../../lambda/core/compliance/consent';
import {
  evidenceRecord,
  type EvidenceDraft,
  type EvidenceRecord,
  type EvidenceStore,
} from '../../lambda/core/compliance/evidence';
import type { ScrubRecord, ScrubStore } from '../../lambda/core/compliance/scrub';

/** Consents in memory. */
export class InMemoryConsents implements ConsentStore {
  readonly records: ConsentRecord[] = [];

  async save(record: ConsentRecord): Promise<boolean> {
    const at = this.records.findIndex(({ callee, id }) => callee === record.callee && id === record.id);
    if (at < 0) this.records.push(copy(record));
    else if (this.records[at]!.revokedAt === undefined) this.records[at] = copy(record);
    else return false;
    return true;
  }

  async revoke({ callee, id }: Pick<ConsentRecord, 'callee' | 'id'>, at: number): Promise<boolean> {
    const found = this.records.find((record) => record.callee === callee && record.id === id);
    if (found) found.revokedAt ??= at;
    return found !== undefined;
  }

  async list(callee: string): Promise<ConsentRecord[]> {
    return copy(this.records.filter((record) => record.callee === callee));
  }
}

/** Results of scrubs in memory: the newest of each callee. */
export class InMemoryScrubs implements ScrubStore {
  private readonly records = new Map<string, ScrubRecord>();

  async save(record: ScrubRecord): Promise<boolean> {
    const known = this.records.get(record.callee);
    if (known && known.scrubbedAt > record.scrubbedAt) return false;
    this.records.set(record.callee, copy(record));
    return true;
  }

  async find(callee: string): Promise<ScrubRecord | undefined> {
    const found = this.records.get(callee);
    return found && copy(found);
  }
}

/** Chains of decisions in memory. */
export class InMemoryEvidence implements EvidenceStore {
  private readonly chains = new Map<string, EvidenceRecord[]>();

  async append(draft: EvidenceDraft, after?: number): Promise<EvidenceRecord | undefined> {
    const chain = this.chains.get(draft.callee) ?? [];
    if (after !== undefined && chain.length !== after) return undefined;
    const record = evidenceRecord.parse(chained(copy(draft), chain.at(-1)));
    this.chains.set(draft.callee, [...chain, record]);
    return copy(record);
  }

  async history(callee: string, from: number, to = Infinity): Promise<EvidenceRecord[]> {
    return copy((this.chains.get(callee) ?? []).filter(({ at }) => at >= from && at <= to));
  }

  async last(callee: string): Promise<EvidenceRecord | undefined> {
    const last = this.chains.get(callee)?.at(-1);
    return last && copy(last);
  }
}

function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
