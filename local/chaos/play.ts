import { createHash } from 'node:crypto';
import { Caller } from '../caller/caller';
import type { CallEnded } from '../../lambda/core/memory/call-ended';
import type { PlayedCall } from '../caller/play-call';
import type { LegTag, Observation } from '../sma';
import { CALLER, NUMBER } from './agents';
import { acting } from './caller/impulses';
import type { Span } from './faults/events';
import type { CallPlan } from './plan';
import type { Booking } from './tool';
import { soundOf } from './sounds';
import type { Sabotage } from './ground';
import { openChaosWorld } from './world';

/** A call that was made, and all that is known of it. */
export interface ChaosCall extends PlayedCall {
  plan: CallPlan;
  /** How often each fault has struck. */
  struck: ReadonlyMap<string, number>;
  deadTimes: readonly Span[];
  thrown: readonly string[];
  bookings: readonly Booking[];
  /** How many turns the conversation has had. */
  begun: number;
  /** Turns that a fault may have kept from being begun. */
  unbegun: ReadonlySet<number>;
  /** What the company was told of the end of the call. */
  events: readonly CallEnded[];
  /** Wrap-ups that have failed for good. */
  deadLetters: readonly unknown[];
  /** Where a text stands of all that was written, logged, told and handed on, but for the vault of private digits. */
  placesOf: (text: string) => string[];
  wordsOf: (key: string) => string | undefined;
}

type HeardWords = (heard: Extract<Observation, { type: 'audio-started' }>) => string;

/** Nobody talks for longer. A call that does was forgotten by everybody. */
const LONGEST_MS = 8 * 60_000;

/** Makes one call, from the first ring until nothing that it led to is under way any more. */
export async function playChaos(plan: CallPlan, sabotage?: Sabotage): Promise<ChaosCall> {
  const observations: Observation[] = [];
  let notice: (observation: Observation) => void = () => undefined;
  const world = openChaosWorld(
    plan,
    (observation) => {
      observations.push(observation);
      notice(observation);
    },
    sabotage,
  );
  const { clock, runtime, store, wordsOf, witness, headers: sipHeaders } = world;
  const transactionId = idOf(plan);
  const call = runtime.call({ to: NUMBER, from: CALLER, transactionId, sipHeaders });
  const wordsIn: HeardWords = (heard) => heard.text ?? wordsOf(heard.key ?? '') ?? '';
  const heardOn = (leg: LegTag) =>
    observations.flatMap((one) => (one.type === 'audio-started' && one.leg === leg ? [wordsIn(one)] : []));
  const caller = new Caller(call, {
    clock,
    wordsOf: wordsIn,
    speak: async (text) => soundOf(text),
  });
  const act = acting(plan.impulses, () => call, soundOf, clock);
  notice = (observation) => {
    caller.notice(observation);
    act(observation);
  };
  const over = new AbortController();
  let stuck = false;
  const part = () => {
    if (over.signal.aborted) return;
    stuck = true;
    call.humanHangsUp();
    call.hangUp();
  };
  void clock.stopped().then(part);
  void clock.sleep(LONGEST_MS, over.signal).then(part);
  const following = caller.follow(plan.steps);
  const report = await call.ended;
  over.abort();
  const stepsLeft = await following;
  await clock.stopped();
  return {
    plan,
    observations,
    report,
    stepsLeft,
    stuck,
    record: await store.findCall(transactionId),
    turns: await store.listTurns(transactionId),
    agentSaid: heardOn('LEG-A'),
    humanHeard: heardOn('LEG-B'),
    struck: world.weather.struck,
    deadTimes: world.delivery.deadTimes,
    thrown: world.delivery.thrown,
    bookings: world.book.bookings,
    begun: (await store.load(transactionId))?.conversation.turn ?? 0,
    unbegun: world.unbegun,
    events: world.bus.events,
    deadLetters: world.wrapUps.deadLetters,
    placesOf: (text) => witness.placesOf(text),
    wordsOf,
  };
}

/** The same call has the same id each time. */
function idOf({ seed, call }: CallPlan): string {
  const hex = createHash('sha256').update(`${seed}/${call}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
