import { noteAnsweredBy, noteDialStatus } from '../../lambda/bridge/answer-dial';
import type { BridgePorts } from '../../lambda/bridge/answer';
import type { DialAnswer, Dialler, DialOrder } from '../../lambda/core/calls/dial';
import { ByonError } from '../../lambda/core/errors';
import type { Random } from '../chaos/random';
import type { LocalClock } from '../clock';
import { drawCourse, type Course, type FaultRates } from './plan';

/** A time at which the carrier was asked to dial. */
export interface Ask {
  reference: string;
  callee: string;
  at: number;
  /** Whether a telephone rang. */
  dialled: boolean;
  /** When the call was over, of one that was dialled. */
  endedAt?: number;
}

export interface CarrierPorts {
  clock: LocalClock;
  random: Random;
  faults: FaultRates;
  /** What the bridge does with the carrier's callbacks. */
  bridge: BridgePorts;
  struck: (fault: string) => void;
  /** How calls go. */
  courseOf?: (random: Random) => Course;
}

const CARRIER = 'vobiz';
const ANSWERS_MS = [20, 180] as const;
const GIVEN_UP_MS = 8_000;
const TOLD_AFTER_MS = [50, 900] as const;
const TOLD_AGAIN_MS = [100, 20_000] as const;

/** A carrier that dials nobody, notes each time that it is asked, and is not always well. */
export class FakeCarrier implements Dialler {
  readonly asks: Ask[] = [];

  constructor(private readonly ports: CarrierPorts) {}

  async dial(order: DialOrder): Promise<DialAnswer> {
    const { clock, random, faults, struck } = this.ports;
    const ask: Ask = { reference: order.reference, callee: order.callee, at: clock.now(), dialled: false };
    this.asks.push(ask);
    const luck = random.next();
    if (luck < faults.timeOut) {
      struck('carrier: time-out');
      if (random.chance(0.5)) this.ring(order, ask);
      await clock.sleep(GIVEN_UP_MS);
      throw new ByonError('the carrier did not answer in time');
    }
    await clock.sleep(random.int(...ANSWERS_MS));
    if (luck < faults.timeOut + faults.serverError) {
      struck('carrier: 5xx');
      if (random.chance(0.2)) this.ring(order, ask);
      throw new ByonError('the carrier answered with 503');
    }
    if (luck < faults.timeOut + faults.serverError + faults.refusal) {
      struck('carrier: refusal');
      return { state: 'refused', failure: 'the carrier takes no such call' };
    }
    this.ring(order, ask);
    return { state: 'placed', call: callOf(order) };
  }

  async hangUp(): Promise<void> {}

  private ring(order: DialOrder, ask: Ask): void {
    ask.dialled = true;
    void this.play(order, ask);
  }

  private async play(order: DialOrder, ask: Ask): Promise<void> {
    const { clock, random, bridge, courseOf = drawCourse } = this.ports;
    const { ringMs, answeredBy, talkMs, outcome } = courseOf(random);
    const { reference } = order;
    const call = callOf(order);
    const about = { carrier: CARRIER, reference, call };
    await clock.sleep(Math.min(ringMs, order.ringSeconds * 1000));
    if (answeredBy) {
      this.tell(async () => void (await bridge.dials.answer(reference, { call, answeredAt: clock.now() })));
      this.tell(() => noteAnsweredBy(about, answeredBy, bridge));
      await clock.sleep(Math.min(talkMs, order.limitSeconds * 1000));
    }
    ask.endedAt = clock.now();
    this.tell(() => noteDialStatus(about, { call, status: outcome, ended: outcome }, bridge));
  }

  /** By a request to the bridge, which may come twice. */
  private tell(callback: () => Promise<unknown>): void {
    const { clock, random, faults, struck } = this.ports;
    const after = async (ms: number) => {
      await clock.sleep(ms);
      await callback();
    };
    void after(random.int(...TOLD_AFTER_MS));
    if (!random.chance(faults.twice)) return;
    struck('carrier: callback twice');
    void after(random.int(...TOLD_AGAIN_MS));
  }
}

function callOf({ reference }: DialOrder): string {
  return `call-${reference.slice(0, 12)}`;
}
