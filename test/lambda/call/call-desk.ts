import { answer as contract, type Action, type Answer } from '../../../lambda/call/chime/actions';
import { Clips } from '../../../lambda/call/clips';
import { createCallHandler } from '../../../lambda/call/handler';
import type { Agent } from '../../../lambda/core/agents/agent';
import type { TurnJob, TurnRecord } from '../../../lambda/core/calls/records';
import type { CallStore } from '../../../lambda/core/ports';
import { VirtualClock } from '../../../local/clock';
import { anAgent } from '../../builders/agent';
import { aNumber } from '../../builders/number';
import { BUCKET, CALL_ID, type RawEvent } from '../../builders/sma-event';
import { faulty, type Faults } from '../../fakes/faulty';
import {
  InMemoryCallStore,
  InMemoryNumberDirectory,
  InMemoryTurnStarter,
  RecordingLog,
} from '../../fakes/ports';

/** How the turn worker behaves in a test. */
export type Worker = (job: TurnJob, desk: CallDesk) => Promise<void>;

/**
 * The call handler with everything it needs, in memory and in virtual time. Every answer is held against the
 * contract and against the time limit.
 */
export class CallDesk {
  readonly clock = new VirtualClock();
  readonly kept = new InMemoryCallStore();
  readonly faults: Faults<CallStore> = {};
  readonly store = faulty<CallStore>(this.kept, this.faults);
  readonly log = new RecordingLog();
  readonly directory: InMemoryNumberDirectory;
  readonly turns: InMemoryTurnStarter;
  readonly handler: (event: unknown) => Promise<Answer>;

  constructor({ agent = anAgent(), worker = async () => {} }: { agent?: Agent; worker?: Worker } = {}) {
    this.directory = new InMemoryNumberDirectory().addNumber(aNumber()).addAgent(agent);
    this.turns = new InMemoryTurnStarter((job) => worker(job, this));
    this.handler = this.anotherHandler();
  }

  /** A second instance of the function: the same tables, no memory in common. */
  anotherHandler(): (event: unknown) => Promise<Answer> {
    const { clock, store, turns, directory, log } = this;
    const clips = new Clips({ store, turns, clock });
    return createCallHandler({ clock, store, turns, directory, log, clips, bucket: BUCKET });
  }

  async answerTo(event: unknown, handler = this.handler): Promise<Answer> {
    const from = this.clock.now();
    const answer = await handler(structuredClone(event));
    expect(this.clock.now() - from).toBeLessThanOrEqual(3500);
    expect(contract.safeParse(answer).error?.issues ?? []).toEqual([]);
    return answer;
  }

  /** The actions of the answer, in short: what is said or played, or the action's type. */
  async send(event: RawEvent): Promise<string[]> {
    return (await this.answerTo(event)).Actions.map((action) => inShort(action));
  }

  get phase(): string | undefined {
    return this.kept.snapshots.get(CALL_ID)?.conversation.phase;
  }

  get outcome(): string | undefined {
    return this.kept.calls.get(CALL_ID)?.outcome;
  }
}

function inShort(action: Action): string {
  switch (action.Type) {
    case 'Speak':
      return action.Parameters.Text;
    case 'PlayAudio':
      return action.Parameters.AudioSource.Key;
    case 'Hangup':
      return `Hangup ${action.Parameters.ParticipantTag}`;
    default:
      return action.Type;
  }
}

/** Writes down what the worker would of a turn that was started. */
export async function noteTurn(
  { kept, clock }: CallDesk,
  job: TurnJob,
  changes: Partial<TurnRecord>,
): Promise<void> {
  if (job.kind !== 'reply') return;
  const { callId, turn, input } = job;
  const claimed = { callId, turn, input, parts: [], claimedAt: clock.now(), timings: {} };
  await kept.saveTurn({ ...claimed, status: 'working', ...changes });
}

/** Renders each clip `afterMs` after it was asked for. */
export const renderingAfter =
  (afterMs: number): Worker =>
  async (job, { clock, kept }) => {
    if (job.kind !== 'render') return;
    await clock.sleep(afterMs);
    for (const { key } of job.clips) await kept.saveClip(key);
  };
