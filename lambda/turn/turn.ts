import type { ReplyPart, TurnJob, TurnRecord } from '../core/calls/records';
import type { CallStore, Clock } from '../core/ports';

export type ReplyJob = Extract<TurnJob, { kind: 'reply' }>;

/** Longer than the longest reply may take (agent.limits.replySeconds), so that no turn is done by two. */
const LEASE_MS = 90_000;

/** A turn under way and its record. */
export class Turn {
  private constructor(
    private current: TurnRecord,
    private readonly store: CallStore,
    private readonly clock: Clock,
  ) {}

  /** @returns undefined when another worker has the turn, or when it is done. */
  static async claim(
    { callId, turn, input }: ReplyJob,
    { store, clock }: { store: CallStore; clock: Clock },
  ): Promise<Turn | undefined> {
    const record: TurnRecord = {
      callId,
      turn,
      status: 'working',
      input,
      parts: [],
      claimedAt: clock.now(),
      timings: {},
    };
    return (await store.claimTurn(record, LEASE_MS)) ? new Turn(record, store, clock) : undefined;
  }

  get record(): Readonly<TurnRecord> {
    return this.current;
  }

  /** Notes how long it took to come this far; the first time counts. */
  reached(stage: 'heard' | 'firstToken' | 'firstSentence' | 'firstAudio' | 'done'): void {
    const { timings, claimedAt } = this.current;
    this.current = { ...this.current, timings: { [stage]: this.clock.now() - claimedAt, ...timings } };
  }

  /** Notes something that is written with the next save. */
  note(changes: Pick<TurnRecord, 'heard' | 'recordedMs'>): void {
    this.current = { ...this.current, ...changes };
  }

  async addPart(part: ReplyPart): Promise<void> {
    this.append(part);
    await this.store.saveTurn(this.current);
  }

  /** @param last a part that is written along with the end. */
  async finish(end: Pick<TurnRecord, 'status' | 'next' | 'failure'>, last?: ReplyPart): Promise<void> {
    if (last) this.append(last);
    this.reached('done');
    this.current = { ...this.current, ...end };
    await this.store.saveTurn(this.current);
  }

  private append(part: ReplyPart): void {
    this.current = { ...this.current, parts: [...this.current.parts, part] };
  }
}
