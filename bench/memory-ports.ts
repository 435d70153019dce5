import type { Agent } from '../lambda/core/agents/agent';
import type { CallRecord, TurnRecord } from '../lambda/core/calls/records';
import type { CallSnapshot } from '../lambda/core/calls/snapshot';
import type { NumberRecord } from '../lambda/core/numbers/number';
import type { CallStore, NumberDirectory } from '../lambda/core/ports';
import { CLINIC } from './clinic';

/** As long as a short phrase. */
const CLIP_MS = 1000;

/** Calls in memory, without any work of their own, so that what is measured is the handler's. */
export class MemoryCallStore implements CallStore {
  private readonly snapshots = new Map<string, CallSnapshot>();
  private readonly calls = new Map<string, CallRecord>();
  private readonly turns = new Map<string, TurnRecord[]>();

  async load(callId: string): Promise<CallSnapshot | undefined> {
    return this.snapshots.get(callId);
  }

  async commit(callId: string, snapshot: CallSnapshot): Promise<'committed' | 'conflict'> {
    const before = this.snapshots.get(callId)?.version ?? 0;
    if (before !== snapshot.version - 1) return 'conflict';
    this.snapshots.set(callId, snapshot);
    return 'committed';
  }

  async saveCall(record: Partial<CallRecord> & { callId: string }): Promise<void> {
    const known = this.calls.get(record.callId) ?? { startedAt: 0 };
    this.calls.set(record.callId, { ...known, ...record });
  }

  async findCall(callId: string): Promise<CallRecord | undefined> {
    return this.calls.get(callId);
  }

  async claimTurn(turn: TurnRecord): Promise<boolean> {
    if (await this.findTurn(turn.callId, turn.turn)) return false;
    await this.saveTurn(turn);
    return true;
  }

  async saveTurn(turn: TurnRecord): Promise<void> {
    const others = (this.turns.get(turn.callId) ?? []).filter((one) => one.turn !== turn.turn);
    this.turns.set(turn.callId, [...others, turn]);
  }

  async findTurn(callId: string, turn: number): Promise<TurnRecord | undefined> {
    return this.turns.get(callId)?.find((one) => one.turn === turn);
  }

  async listTurns(callId: string): Promise<TurnRecord[]> {
    return [...(this.turns.get(callId) ?? [])].sort((a, b) => a.turn - b.turn);
  }

  /** All phrases are rendered, as they are from the second call of an agent on. */
  async findClips(keys: string[]): Promise<Map<string, number>> {
    return new Map(keys.map((key) => [key, CLIP_MS]));
  }

  async saveClip(): Promise<void> {}

  async forgetClip(): Promise<void> {}
}

/** The bench's clinic. */
export class MemoryDirectory implements NumberDirectory {
  async findNumber(e164: string): Promise<NumberRecord | undefined> {
    return CLINIC.numbers.find(({ number }) => number === e164);
  }

  async findNumberOfRoute(): Promise<undefined> {
    return undefined;
  }

  async findAgent(id: string): Promise<Agent | undefined> {
    return CLINIC.agents.find((agent) => agent.id === id);
  }
}
