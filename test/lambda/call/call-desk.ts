import { KeyedCallProof } from '../../../lambda/adapters/call-proof';
import { answer as contract, type Action, type Answer } from '../../../lambda/call/chime/actions';
import { Clips } from '../../../lambda/call/clips';
import { createCallHandler, type CallHandlerPorts } from '../../../lambda/call/handler';
import type { Agent } from '../../../lambda/core/agents/agent';
import type { TurnJob, TurnRecord } from '../../../lambda/core/calls/records';
import type { DialStore } from '../../../lambda/core/calls/dial';
import type { CallStore } from '../../../lambda/core/ports';
import { ringbackOf } from '../../../lambda/core/speech/ringback';
import { VirtualClock } from '../../../local/clock';
import { anAgent } from '../../builders/agent';
import { aNumber } from '../../builders/number';
import { BUCKET, CALL_ID, type RawEvent } from '../../builders/sma-event';
import { InMemoryDialStore } from '../../fakes/dial-store';
import { InMemoryDigitVault } from '../../fakes/digit-vault';
import { faulty, type Faults } from '../../fakes/faulty';
import {
  InMemoryCallStore,
  InMemoryNumberDirectory,
  InMemoryTurnStarter,
  InMemoryWrapUps,
  RecordingLog,
} from '../../fakes/ports';

/** What this stack makes keys with. */
export const SECRET = 'what-this-stack-makes-its-keys-with';
/** The carrier whose calls always bring a key. */
export const KEYED = 'twilio';

export const VOICE_CONNECTOR = 'arn:aws:chime:us-east-1:000000000000:vc/abcdef1ghij2klmno3pqr4';

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
  readonly vault = new InMemoryDigitVault();
  readonly dials = new InMemoryDialStore(this.clock);
  readonly dialFaults: Faults<DialStore> = {};
  /** What Secrets Manager holds, and how often it was asked to look again. */
  readonly secret = {
    value: SECRET,
    renewed: SECRET,
    renewals: 0,
    read: async (renew: boolean): Promise<string> => {
      if (!renew) return this.secret.value;
      this.secret.renewals += 1;
      this.secret.value = this.secret.renewed;
      return this.secret.value;
    },
  };
  readonly directory: InMemoryNumberDirectory;
  readonly turns: InMemoryTurnStarter;
  readonly wrapUps = new InMemoryWrapUps();
  private readonly more: Partial<CallHandlerPorts>;
  readonly handler: (event: unknown) => Promise<Answer>;

  constructor({
    agent = anAgent(),
    worker = async () => {},
    homeCountries,
    dialsWithoutReference = false,
  }: {
    agent?: Agent;
    worker?: Worker;
    homeCountries?: CallHandlerPorts['homeCountries'];
    dialsWithoutReference?: boolean;
  } = {}) {
    const proof = new KeyedCallProof({ secret: (renew) => this.secret.read(renew), clock: this.clock });
    const dials = faulty<DialStore>(this.dials, this.dialFaults);
    this.more = {
      homeCountries,
      trust: { proof, keyedCarriers: new Set([KEYED]), dials, dialsWithoutReference },
    };
    this.directory = new InMemoryNumberDirectory().addNumber(aNumber()).addAgent(agent);
    this.turns = new InMemoryTurnStarter((job) => worker(job, this));
    this.handler = this.anotherHandler();
  }

  /** A second instance of the function: the same tables, no memory in common. */
  anotherHandler(): (event: unknown) => Promise<Answer> {
    const { clock, store, turns, wrapUps, directory, log } = this;
    const clips = new Clips({ store, turns, clock });
    const { vault } = this;
    const ports = { clock, store, turns, wrapUps, directory, log, clips, vault };
    return createCallHandler({ ...ports, bucket: BUCKET, voiceConnector: VOICE_CONNECTOR, ...this.more });
  }

  async answerTo(event: unknown, handler = this.handler): Promise<Answer> {
    const from = this.clock.now();
    const answer = await handler(structuredClone(event));
    // The last event of a call has nobody who waits for its answer.
    const mostMs =
      (event as { InvocationEventType?: string } | null | undefined)?.InvocationEventType === 'HANGUP'
        ? 15_000
        : 3500;
    expect(this.clock.now() - from).toBeLessThanOrEqual(mostMs);
    expect(contract.safeParse(answer).error?.issues ?? []).toEqual([]);
    return answer;
  }

  /** The actions of the answer, in short: what is said or played, or the action's type. Watching for keys is none. */
  async send(event: RawEvent): Promise<string[]> {
    const { Actions } = await this.answerTo(event);
    return Actions.filter(({ Type }) => Type !== 'ReceiveDigits').map((action) => inShort(action));
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

/** Renders each clip, and the ringing tone, `afterMs` after it was asked for. */
export const renderingAfter =
  (afterMs: number): Worker =>
  async (job, { clock, kept }) => {
    if (job.kind !== 'render') return;
    await clock.sleep(afterMs);
    const { key: ringback } = ringbackOf(job.voice.language);
    for (const key of [...job.clips.map((clip) => clip.key), ringback]) await kept.saveClip(key, 700);
  };
