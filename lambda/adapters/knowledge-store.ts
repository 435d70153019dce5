import { knowledgeKey } from '../core/agents/knowledge';
import { KnowledgeIndex } from '../core/knowledge/knowledge-index';
import type { AudioStore, KnowledgeStore } from '../core/ports';

/** A function that has many agents would hold all of their files, which may be 5 MB each. */
const KEPT = 4;

/** Indices as objects of a bucket. Those that were used last are kept: one that has this name never changes. */
export class StoredKnowledge implements KnowledgeStore {
  private readonly kept = new Map<string, Promise<KnowledgeIndex>>();

  constructor(private readonly objects: Pick<AudioStore, 'read'>) {}

  open(hash: string): Promise<KnowledgeIndex> {
    const opened = this.kept.get(hash) ?? this.read(hash);
    this.kept.delete(hash);
    this.kept.set(hash, opened);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT) break;
      this.kept.delete(oldest);
    }
    // What could not be read may be readable with the next turn.
    opened.catch(() => this.kept.get(hash) === opened && this.kept.delete(hash));
    return opened;
  }

  private async read(hash: string): Promise<KnowledgeIndex> {
    const bytes = await this.objects.read(knowledgeKey(hash));
    return KnowledgeIndex.fromJson(new TextDecoder().decode(bytes));
  }
}
