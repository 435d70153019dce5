import type { ReplyNext, ReplyPart } from '../core/calls/records';
import type { ModelToolCall } from '../core/ports';
import type { LineTools } from './line-tools';

/** What follows a reply: settled by the first tool of the line that the model calls, listening otherwise. */
export class Following {
  private settled: ReplyNext | undefined;
  private whisper: Promise<ReplyPart | undefined> | undefined;

  /** @param speak makes the summary for a human; undefined where that can't be done. */
  constructor(
    private readonly tools: Pick<LineTools, 'follow'>,
    private readonly speak: (summary: string) => Promise<ReplyPart | undefined>,
  ) {}

  /** @returns false for a call that has no effect. */
  take(call: ModelToolCall): boolean {
    const follow = this.settled ? undefined : this.tools.follow(call);
    if (!follow) return false;
    this.settled = follow.next;
    if (follow.summary !== undefined) this.whisper = this.speak(follow.summary);
    return true;
  }

  get isSettled(): boolean {
    return this.settled !== undefined;
  }

  /** Whether it takes time to say what follows. */
  get isPending(): boolean {
    return this.whisper !== undefined;
  }

  async next(): Promise<ReplyNext> {
    if (this.settled?.type !== 'transfer') return this.settled ?? { type: 'listen' };
    const whisper = await this.whisper;
    return { ...this.settled, ...(whisper && { whisper }) };
  }
}
