import type { TurnJob, TurnRecord } from '../core/calls/records';
import { redactedTurn } from '../core/memory/redacted-turn';
import type { CallStore, Clock, Log, TurnStarter } from '../core/ports';
import { PII_KINDS } from '../core/privacy/kinds';
import type { Told } from './chime/to-happening';
import { inTime } from './in-time';

type ReplyJob = Extract<TurnJob, { kind: 'reply' }>;

/** Longer than any call, so that a turn which a worker has begun is never taken from it. */
const NEVER_STALE_MS = 24 * 3_600_000;
const REASON = 'the turn could not be started';

/**
 * Has the reply of a turn made.
 *
 * @param until when it has to be settled, in milliseconds since the epoch.
 * @returns how that failed. Then the turn stands in the call's record as failed, so that what the caller said is not
 * lost, and a worker which was started all the same but comes late finds it taken: it runs no tool for a caller who
 * was told to say it again.
 */
export async function startTurn(
  job: ReplyJob,
  { turns, store, clock, log }: { turns: TurnStarter; store: CallStore; clock: Clock; log: Log },
  until: number,
): Promise<Told | undefined> {
  const { callId, turn } = job;
  try {
    await turns.start(job);
    return undefined;
  } catch (error) {
    log.error('turn not started', { callId, turn, error });
  }
  try {
    const failed = await inTime(store.claimTurn(failedTurn(job, clock.now()), NEVER_STALE_MS), until, clock);
    // Lambda has taken the job, and only its answer was lost.
    if (!failed) return undefined;
  } catch (error) {
    log.error('the record of a turn was not written', { callId, turn, error });
  }
  return { type: 'failed', what: 'reply', reason: REASON };
}

/** What is personal to the agent is not known here, so all of it is taken out. */
function failedTurn({ callId, turn, input, failedTransfers, cut }: ReplyJob, at: number): TurnRecord {
  const record: TurnRecord = {
    callId,
    turn,
    status: 'failed',
    input,
    parts: [],
    failure: REASON,
    claimedAt: at,
    timings: {},
    ...(failedTransfers !== undefined && { failedTransfers }),
    ...(cut && { cut }),
  };
  return redactedTurn(record, PII_KINDS);
}
