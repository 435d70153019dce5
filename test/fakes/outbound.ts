import {
  dayRecord,
  type DailyBudget,
  type DayRecord,
  type Taken,
} from '../../lambda/core/outbound/daily-budget';
import type { OutboundSwitch, Stop } from '../../lambda/core/outbound/guards';
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

/** Calls and money of each day in memory. */
export class InMemoryDailyBudget implements DailyBudget {
  private readonly days = new Map<string, DayRecord>();

  async find(day: string): Promise<DayRecord> {
    return this.of(day);
  }

  async take(day: string, { mostCalls, money }: Taken): Promise<boolean> {
    const { calls, spent, held } = this.of(day);
    const isRoom = money === undefined || (spent + money.micros <= money.most && !held[money.reference]);
    if (calls >= mostCalls || !isRoom) return false;
    if (money) held[money.reference] = { micros: money.micros, until: money.until };
    this.days.set(day, dayRecord.parse({ calls: calls + 1, spent: spent + (money?.micros ?? 0), held }));
    return true;
  }

  async giveBack(day: string, reference: string, micros: number): Promise<void> {
    const { calls, spent, held } = this.of(day);
    const { [reference]: own, ...others } = held;
    if (own) this.days.set(day, dayRecord.parse({ calls, spent: spent - micros, held: others }));
  }

  private of(day: string): DayRecord {
    return structuredClone(this.days.get(day) ?? { calls: 0, spent: 0, held: {} });
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
