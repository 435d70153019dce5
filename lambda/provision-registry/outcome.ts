import type { Agent } from '../core/agents/agent';
import type { RegistryRecordsAttribute } from './properties';

/** What became of a record. `restored`: config changed it, and an operator had deleted it. */
export type Fate = 'added' | 'changed' | 'restored' | 'removed' | 'kept';

const WORDS: Record<Fate, string> = {
  added: 'added',
  changed: 'changed',
  restored: 'written anew after an operator had deleted it',
  removed: 'removed',
  kept: 'kept',
};
const WHY_KEPT = {
  number: 'as an operator set it',
  agent: 'as an operator set it or a number names it',
};

/** What a deployment has done so far. */
export class Outcome {
  /** The agents that were written, as they are now. */
  readonly brought: Agent[] = [];
  private readonly records = { number: fates(), agent: fates() };

  add(subject: 'number' | 'agent', fate: Fate, id: string): void {
    this.records[subject][fate].push(id);
  }

  /** As in `2 numbers added, 1 agent changed`. */
  get summary(): string {
    const parts = (['number', 'agent'] as const).flatMap((subject) =>
      Object.entries(this.records[subject]).flatMap(([fate, { length }]) => {
        if (length === 0) return [];
        const why = fate === 'kept' ? ` ${WHY_KEPT[subject]}` : '';
        const words = `${WORDS[fate as Fate]}${why}`;
        return [
          length === 1
            ? `1 ${subject} ${words}`
            : `${length} ${subject}s ${words.replace(/\bit\b/g, 'them')}`,
        ];
      }),
    );
    return parts.join(', ') || 'nothing to change';
  }

  /** The attributes of the resource. */
  get attributes(): Record<RegistryRecordsAttribute, string> {
    const { number, agent } = this.records;
    return {
      Summary: this.summary,
      NumbersAdded: String(number.added.length),
      NumbersChanged: String(number.changed.length),
      NumbersRestored: String(number.restored.length),
      NumbersRemoved: String(number.removed.length),
      NumbersKept: String(number.kept.length),
      AgentsAdded: String(agent.added.length),
      AgentsChanged: String(agent.changed.length),
      AgentsRestored: String(agent.restored.length),
      AgentsRemoved: String(agent.removed.length),
      AgentsKept: String(agent.kept.length),
    };
  }

  /** Personal data: the numbers. */
  get numbers(): Record<Fate, string[]> {
    return this.records.number;
  }

  get agents(): Record<Fate, string[]> {
    return this.records.agent;
  }
}

function fates(): Record<Fate, string[]> {
  return { added: [], changed: [], restored: [], removed: [], kept: [] };
}
