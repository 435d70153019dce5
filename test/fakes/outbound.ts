import type { DailyCount, OutboundSwitch, Stop } from '../../lambda/core/outbound/guards';
import type { DialRequests, RequestRecord } from '../../lambda/core/outbound/requests';
import {
  NEW_TRUNK,
  trunkState,
  type TrunkState,
  type TrunkStates,
} from '../../lambda/core/outbound/trunk-slots';

/** Requests in memory. */
export class InMemoryDialRequests implements DialRequests {
  private readonly records = new Map<string, RequestRecord>();

  async open(record: RequestRecord): Promise<RequestRecord> {
    const first = this.records.get(record.reference) ?? { ...record };
    this.records.set(record.reference, first);
    return { ...first };
  }
}

/** The switch in memory. */
export class InMemorySwitch implements OutboundSwitch {
  private stopped: Stop | undefined;

  async find(): Promise<Stop | undefined> {
    return this.stopped && { ...this.stopped };
  }

  async stop(stop: Stop): Promise<boolean> {
    if (this.stopped) return false;
    this.stopped = { ...stop };
    return true;
  }

  async resume(): Promise<boolean> {
    const was = this.stopped !== undefined;
    this.stopped = undefined;
    return was;
  }
}

/** Calls of each day in memory. */
export class InMemoryDailyCount implements DailyCount {
  readonly counts = new Map<string, number>();

  async take(day: string, most: number): Promise<boolean> {
    const before = this.counts.get(day) ?? 0;
    if (before >= most) return false;
    this.counts.set(day, before + 1);
    return true;
  }
}

/** Trunks in memory, under the same condition as in the table. */
export class InMemoryTrunks implements TrunkStates {
  private readonly trunks = new Map<string, TrunkState>();

  async read(carrier: string): Promise<TrunkState> {
    return structuredClone(this.trunks.get(carrier) ?? NEW_TRUNK);
  }

  async replace(carrier: string, state: TrunkState): Promise<boolean> {
    const known = this.trunks.get(carrier) ?? NEW_TRUNK;
    if (known.version !== state.version - 1) return false;
    this.trunks.set(carrier, trunkState.parse(structuredClone(state)));
    return true;
  }
}
