import { clipOf } from '../adapters/clip-of';
import { voiceOf, type Agent } from '../core/agents/agent';
import type { ReplyPart } from '../core/calls/records';
import { cutOpening, openingsFor, type ReadyOpenings } from '../core/speech/openings';
import type { TurnWorkerDeps } from './deps';
import { reasonOf } from './reason';

/** What replies often begin with, rendered ahead in the agent's voice: it is heard while the rest is spoken. */
export class Openings {
  private constructor(
    private readonly agent: Agent,
    private readonly ready: ReadyOpenings,
  ) {}

  /** A reply without them is only later, so looking for them never fails. */
  static async find(agent: Agent, { store, log }: TurnWorkerDeps): Promise<Openings> {
    const clips = openingsFor(agent.language).map((text) => clipOf(text, voiceOf(agent)));
    if (clips.length === 0) return new Openings(agent, new Map());
    try {
      const there = await store.findClips(clips.map(({ key }) => key));
      const ready = clips.flatMap(({ key, text }) => {
        const ms = there.get(key);
        return ms === undefined ? [] : [[text, ms] as const];
      });
      return new Openings(agent, new Map(ready));
    } catch (error) {
      log.warn('openings not found', { agent: agent.id, reason: reasonOf(error) });
      return new Openings(agent, new Map());
    }
  }

  /** @returns the first sentence of a reply as it is spoken: whole, or its opening and the rest. */
  cut(sentence: string): string[] {
    const cut = cutOpening(sentence, this.ready);
    return cut ? [cut.said, cut.rest].filter((text) => text !== '') : [sentence];
  }

  /** @returns the part of a reply that is nothing but an opening. */
  partOf(text: string): ReplyPart | undefined {
    const cut = cutOpening(text, this.ready);
    if (!cut || cut.rest !== '') return undefined;
    const { key } = clipOf(cut.opening, voiceOf(this.agent));
    return { key, text, durationMs: this.ready.get(cut.opening)! };
  }
}
