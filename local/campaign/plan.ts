import type { DialOutcome } from '../../lambda/core/calls/leg';
import type { Random } from '../chaos/random';

/** How often something goes wrong, each from 0 to 1. */
export interface FaultRates {
  /** The carrier answers nothing; in half of them it has dialled. */
  timeOut: number;
  /** The carrier answers with 5xx; in one of five it has dialled. */
  serverError: number;
  /** The carrier refuses the call. */
  refusal: number;
  /** A message or a carrier's callback comes twice. */
  twice: number;
  /** A function dies somewhere on its way. */
  killed: number;
  /** A write is done and its answer lost, so that the SDK writes once more. */
  lostAnswer: number;
}

export const FAULTS: FaultRates = {
  timeOut: 0.05,
  serverError: 0.05,
  refusal: 0.01,
  twice: 0.01,
  killed: 0.01,
  lostAnswer: 0.002,
};
export const NO_FAULTS: FaultRates = {
  timeOut: 0,
  serverError: 0,
  refusal: 0,
  twice: 0,
  killed: 0,
  lostAnswer: 0,
};

/** What the compliance gate knows of a callee. */
export type Standing = 'agreed' | 'opted out' | 'never asked';

export const STANDINGS: readonly { standing: Standing; weight: number }[] = [
  { standing: 'agreed', weight: 97 },
  { standing: 'opted out', weight: 1 },
  { standing: 'never asked', weight: 2 },
];

/** How a call that the carrier dials goes. */
export interface Course {
  ringMs: number;
  /** Left out: nobody answers. */
  answeredBy?: 'human' | 'machine';
  talkMs: number;
  outcome: DialOutcome;
}

const COURSES = [
  { weight: 55, draw: (random: Random): Course => answered(random, 'human', random.int(5_000, 40_000)) },
  { weight: 10, draw: (random: Random): Course => answered(random, 'machine', random.int(4_000, 12_000)) },
  { weight: 12, draw: (random: Random): Course => unanswered('busy', random.int(800, 3_000)) },
  { weight: 18, draw: (): Course => unanswered('no-answer', 30_000) },
  { weight: 5, draw: (random: Random): Course => unanswered('failed', random.int(300, 5_000)) },
];

export function drawCourse(random: Random): Course {
  return random.pickWeighted(COURSES).draw(random);
}

function answered(random: Random, answeredBy: 'human' | 'machine', talkMs: number): Course {
  return { ringMs: random.int(3_000, 25_000), answeredBy, talkMs, outcome: 'completed' };
}

function unanswered(outcome: DialOutcome, ringMs: number): Course {
  return { ringMs, talkMs: 0, outcome };
}
