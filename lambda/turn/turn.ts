import type { ReplyPart, TurnJob, TurnRecord } from '../core/calls/records';
import { redactedTurn } from '../core/memory/redacted-turn';
import type { CallStore, Clock } from '../core/ports';
import type { PiiKind } from '../core/privacy/kinds';
import type { Attempt } from '../core/providers/attempt';

export type ReplyJob = Extract<TurnJob, { kind: 'reply' }>;

/** Longer than the longest reply may take (agent.limits.replySeconds), so that no turn is done by two. */
const LEASE_MS = 90_000;

/** A turn under way and its record. */
export class Turn {
  private constructor(
    private current: TurnRecord,
    private readonly kinds: readonly PiiKind[],
    private readonly store: CallStore,
    private readonly clock: Clock,
  ) {}

  /**
   * @param kinds personal data that must not be stored, once it is known which.
   * @returns undefined when another worker has the turn, or when it is done.
   */
  static async claim(
    { callId, turn, input, failedTransfers, cut }: ReplyJob,
    { store, clock }: { store: CallStore; clock: Clock },
    kinds: Promise<readonly PiiKind[]>,
  ): Promise<Turn | undefined> {
    const record: TurnRecord = {
      callId,
      turn,
      status: 'working',
      input,
      parts: [],
      claimedAt: clock.now(),
      timings: {},
      ...(failedTransfers !== undefined && { failedTransfers }),
      ...(cut && { cut }),
    };
    // What was said is not known yet, but what was keyed is.
    const claim = input.kind === 'recording' ? record : redactedTurn(record, await kinds);
    if (!(await store.claimTurn(claim, LEASE_MS))) return undefined;
    return new Turn(record, await kinds, store, clock);
  }

  get record(): Readonly<TurnRecord> {
    return this.current;
  }

  /** The same as it may be stored and logged. */
  get kept(): Readonly<TurnRecord> {
    return redactedTurn(this.current, this.kinds);
  }

  /** Notes how long it took to come this far; the first time counts. */
  reached(stage: 'heard' | 'firstToken' | 'firstSentence' | 'firstAudio' | 'done'): void {
    const { timings, claimedAt } = this.current;
    this.current = { ...this.current, timings: { [stage]: this.clock.now() - claimedAt, ...timings } };
  }

  /** Notes something that is written with the next save. */
  note(changes: Pick<TurnRecord, 'heard' | 'recordedMs' | 'tools' | 'consent' | 'language'>): void {
    this.current = { ...this.current, ...changes };
  }

  /** Notes which provider was asked; written with the next save. */
  attempted(attempt: Attempt): void {
    const { attempts = [] } = this.current;
    this.current = { ...this.current, attempts: [...attempts, attempt] };
  }

  async addPart(part: ReplyPart): Promise<void> {
    this.append(part);
    await this.store.saveTurn(this.kept);
  }

  /** @param last a part that is written along with the end. */
  async finish(end: Pick<TurnRecord, 'status' | 'next' | 'failure'>, last?: ReplyPart): Promise<void> {
    if (last) this.append(last);
    this.reached('done');
    this.current = { ...this.current, ...end };
    await this.store.saveTurn(this.kept);
  }

  private append(part: ReplyPart): void {
    this.current = { ...this.current, parts: [...this.current.parts, part] };
  }
}
