import type { Agent } from '../../lambda/core/agents/agent';
import { callRecord, turnRecord } from '../../lambda/core/calls/records';
import type { CallRecord, TurnJob, TurnRecord } from '../../lambda/core/calls/records';
import type { CallSnapshot } from '../../lambda/core/calls/snapshot';
import type { WrapUpJob } from '../../lambda/core/memory/job';
import type { WrapUps } from '../../lambda/core/memory/ports';
import { numberRecord, type NumberRecord } from '../../lambda/core/numbers/number';
import type { CallStore, Fields, Log, NumberDirectory, TurnStarter } from '../../lambda/core/ports';

/** Calls in memory, under the same conditions as in the table. What goes in and out is copied. */
export class InMemoryCallStore implements CallStore {
  readonly snapshots = new Map<string, CallSnapshot>();
  readonly calls = new Map<string, Partial<CallRecord>>();
  readonly clips = new Map<string, number>();
  private readonly turns = new Map<string, TurnRecord>();

  async load(callId: string): Promise<CallSnapshot | undefined> {
    return copy(this.snapshots.get(callId));
  }

  async commit(callId: string, snapshot: CallSnapshot): Promise<'committed' | 'conflict'> {
    const stored = this.snapshots.get(callId)?.version ?? 0;
    if (stored !== snapshot.version - 1) return 'conflict';
    this.snapshots.set(callId, copy(snapshot));
    return 'committed';
  }

  async saveCall(record: Partial<CallRecord> & { callId: string }): Promise<void> {
    this.calls.set(record.callId, { ...this.calls.get(record.callId), ...copy(record) });
  }

  async findCall(callId: string): Promise<CallRecord | undefined> {
    const record = this.calls.get(callId);
    return record && callRecord.parse(copy(record));
  }

  async claimTurn(turn: TurnRecord, leaseMs: number): Promise<boolean> {
    const stored = this.turns.get(turnKey(turn.callId, turn.turn));
    const abandoned = stored?.status === 'working' && stored.claimedAt < turn.claimedAt - leaseMs;
    if (stored && !abandoned) return false;
    await this.saveTurn(turn);
    return true;
  }

  async saveTurn(turn: TurnRecord): Promise<void> {
    this.turns.set(turnKey(turn.callId, turn.turn), turnRecord.parse(copy(turn)));
  }

  async findTurn(callId: string, turn: number): Promise<TurnRecord | undefined> {
    return copy(this.turns.get(turnKey(callId, turn)));
  }

  async listTurns(callId: string): Promise<TurnRecord[]> {
    const own = [...this.turns.values()].filter((turn) => turn.callId === callId);
    return copy(own.sort((a, b) => a.turn - b.turn));
  }

  async findClips(keys: string[]): Promise<Map<string, number>> {
    if (keys.length === 0) throw new Error('findClips was asked for nothing, which the table refuses');
    return new Map([...this.clips].filter(([key]) => keys.includes(key)));
  }

  async saveClip(key: string, durationMs: number): Promise<void> {
    this.clips.set(key, durationMs);
  }

  async forgetClip(key: string): Promise<void> {
    this.clips.delete(key);
  }
}

function turnKey(callId: string, turn: number): string {
  return JSON.stringify([callId, turn]);
}

/** As the table keeps it: without members that are undefined. */
function copy<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}

/** Numbers and agents that a test has registered. */
export class InMemoryNumberDirectory implements NumberDirectory {
  private readonly numbers = new Map<string, NumberRecord>();
  private readonly agents = new Map<string, Agent>();

  addNumber(...numbers: NumberRecord[]): this {
    for (const number of numbers) this.numbers.set(number.number, numberRecord.parse(number));
    return this;
  }

  /** Registers this version, and as the one that is current. */
  addAgent(agent: Agent): this {
    this.agents.set(agent.id, agent);
    this.agents.set(`${agent.id}#${agent.version}`, agent);
    return this;
  }

  async findNumber(e164: string): Promise<NumberRecord | undefined> {
    return copy(this.numbers.get(e164));
  }

  async findNumberOfRoute(route: string): Promise<NumberRecord | undefined> {
    return copy([...this.numbers.values()].find(({ routes }) => routes.includes(route)));
  }

  async findAgent(id: string, version?: string): Promise<Agent | undefined> {
    return copy(this.agents.get(version === undefined ? id : `${id}#${version}`));
  }
}

export interface LogEntry {
  level: 'info' | 'warn' | 'error';
  message: string;
  fields: Fields;
  pii: Fields;
}

/** Keeps what was logged, personal data too. */
export class RecordingLog implements Log {
  readonly entries: LogEntry[] = [];

  info(message: string, fields: Fields = {}, pii: Fields = {}): void {
    this.entries.push({ level: 'info', message, fields, pii });
  }

  warn(message: string, fields: Fields = {}, pii: Fields = {}): void {
    this.entries.push({ level: 'warn', message, fields, pii });
  }

  error(message: string, fields: Fields = {}, pii: Fields = {}): void {
    this.entries.push({ level: 'error', message, fields, pii });
  }

  messages(level?: LogEntry['level']): string[] {
    return this.entries.filter((entry) => !level || entry.level === level).map(({ message }) => message);
  }

  /** All that an operator sees who did not ask for personal data. Errors count with message and stack. */
  get public(): string {
    return JSON.stringify(
      this.entries.map(({ message, fields }) => [message, fields]),
      (_, value: unknown) => (value instanceof Error ? [value.message, value.stack] : value),
    );
  }
}

/** Takes jobs of calls that are over. */
export class InMemoryWrapUps implements WrapUps {
  readonly jobs: WrapUpJob[] = [];
  failure: Error | undefined;

  async start(job: WrapUpJob): Promise<void> {
    if (this.failure) throw this.failure;
    this.jobs.push(copy(job));
  }
}

/** Takes jobs as a queue does, and hands each to a worker when there is one. Does not wait for it. */
export class InMemoryTurnStarter implements TurnStarter {
  readonly jobs: TurnJob[] = [];

  constructor(private readonly worker: (job: TurnJob) => Promise<void> = async () => {}) {}

  async start(job: TurnJob): Promise<void> {
    this.jobs.push(copy(job));
    void this.worker(copy(job));
  }

  jobsOf<K extends TurnJob['kind']>(kind: K): Extract<TurnJob, { kind: K }>[] {
    return this.jobs.filter((job): job is Extract<TurnJob, { kind: K }> => job.kind === kind);
  }
}
