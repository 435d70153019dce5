import { randomUUID } from 'node:crypto';
import type { CallRecord, TurnRecord } from '../../lambda/core/calls/records';
import type { LocalClock } from '../clock';
import type { CallReport, LegTag, Observation } from '../sma';
import type { World } from '../world';
import { Caller } from './caller';
import type { CallerStep } from './step';

export interface CallPlan {
  /** What the To of the call says: the number that is called, unless the carrier hides it. */
  to: string;
  caller: string;
  headers?: Record<string, string>;
  steps: readonly CallerStep[];
  /** The language that the caller speaks. */
  language: string;
}

/** All that is known of a call after it is over. */
export interface PlayedCall {
  observations: Observation[];
  report: CallReport;
  record: CallRecord | undefined;
  turns: TurnRecord[];
  /** What the agent said, as it was heard. */
  agentSaid: string[];
  /** What the far end of a transfer heard. */
  humanHeard: string[];
  /** Steps of the caller that there was no time for. */
  stepsLeft: CallerStep[];
  /** Nobody ended the call: everybody waited for somebody else, and the runtime had to hang up. */
  stuck: boolean;
}

/** Plays a call from the first ring to the record. */
export async function playCall(world: World, clock: LocalClock, plan: CallPlan): Promise<PlayedCall> {
  const wordsOf = (heard: Extract<Observation, { type: 'audio-started' }>) =>
    heard.text ?? (heard.key === undefined ? '' : (world.wordsOf(heard.key) ?? ''));
  const observations: Observation[] = [];
  // The first event goes out while the call is being made, so whoever watches has to know its id before.
  const transactionId = randomUUID();
  let notice: (observation: Observation) => void = () => undefined;
  const leave = world.watch((observation) => {
    if (observation.transactionId !== transactionId) return;
    observations.push(observation);
    notice(observation);
  });
  const { to, caller: from, headers: sipHeaders, steps, language } = plan;
  const call = world.runtime.call({ to, from, sipHeaders, transactionId });
  const caller = new Caller(call, { clock, wordsOf, speak: (text) => world.speak(text, language) });
  notice = (observation) => caller.notice(observation);
  let stuck = false;
  void clock.stopped().then(() => {
    stuck = observations.at(-1)?.type !== 'call-ended';
    call.humanHangsUp();
    call.hangUp();
  });
  const [report, stepsLeft] = await Promise.all([call.ended, caller.follow(steps)]);
  leave();
  const heardOn = (leg: LegTag) =>
    observations
      .flatMap((one) => (one.type === 'audio-started' && one.leg === leg ? [wordsOf(one)] : []))
      .filter(Boolean);
  return {
    observations,
    report,
    stepsLeft,
    stuck,
    record: await world.store.findCall(transactionId),
    turns: await world.store.listTurns(transactionId),
    agentSaid: heardOn('LEG-A'),
    humanHeard: heardOn('LEG-B'),
  };
}
