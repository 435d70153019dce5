import type { NumberNote, NumberStep } from '../../lambda/core/carriers/plan-numbers';
import type { Switchboard } from '../../lambda/core/carriers/switchboard';
import type { CarrierPlan } from '../carriers/plan-carrier';

/** What becomes of one number, in words. */
export interface PlannedNumber {
  number: string;
  step: NumberStep['step'];
  /** Where its calls go now. */
  from?: string;
  /** Where they go after a deploy. */
  to?: string;
  /** Why it is refused, or left alone. */
  reason?: string;
}

/** What a deploy does to the numbers of one carrier. */
export interface PlannedCarrier {
  /** Its name in the config. */
  carrier: string;
  /** As in `twilio`; undefined for a carrier that has left the config. */
  type?: string;
  /** The account at the carrier. */
  account?: string;
  numbers: PlannedNumber[];
  /** How many other numbers of the account stay as they are. */
  untouched: number;
  /** Why nothing is known, and what to do about it. */
  trouble?: { detail: string; next: string };
}

export function plannedCarrier(
  carrier: string,
  { account, live, steps }: CarrierPlan,
  switchboard: Pick<Switchboard, 'carrier' | 'describe'>,
): PlannedCarrier {
  const concerned = new Set(steps.map(({ number }) => number));
  return {
    carrier,
    type: switchboard.carrier,
    account,
    numbers: steps.map((step) => plannedNumber(step, switchboard)),
    untouched: live.filter(({ number }) => !concerned.has(number)).length,
  };
}

/** A carrier that the config does not have any more: the deploy gives back whatever the stack has of it. */
export function leftCarrier(carrier: string, notes: readonly NumberNote[]): PlannedCarrier {
  const numbers = notes.map(({ number }): PlannedNumber => ({ number, step: 'give-back' }));
  return { carrier, numbers, untouched: 0 };
}

const THIS_STACK = 'this stack';

function plannedNumber(one: NumberStep, { describe }: Pick<Switchboard, 'describe'>): PlannedNumber {
  const { number, step } = one;
  switch (one.step) {
    case 'connect':
      return { number, step, from: describe(one.live.routing), to: THIS_STACK };
    case 'keep':
      return { number, step, from: THIS_STACK, to: THIS_STACK };
    case 'give-back':
      return { number, step, from: describe(one.live.routing), to: describe(one.before) };
    case 'let-go':
      return { number, step };
    case 'leave':
    case 'refuse':
      return { number, step, reason: one.reason };
  }
}
