import type { DialRecord } from '../../calls/dial';
import type { CallOutcome } from './callee';

/** For what a carrier tells after the end of a call. */
const GRACE_MS = 60_000;

/** What is known of the end of a dial. `never asked`: there is no record of it, so nobody was dialled. */
export type DialEnd = { outcome: CallOutcome } | 'never asked' | 'not over';

/** @param dial as it was noted, by whoever dialled and by what the carrier has told. */
export function endOfDial(dial: DialRecord | undefined, now: number): DialEnd {
  if (!dial) return 'never asked';
  if (dial.outcome !== undefined) return { outcome: told(dial.outcome, dial) };
  if (dial.state === 'refused') return { outcome: 'failed' };
  if (now < lastMoment(dial)) return 'not over';
  return { outcome: dial.answeredAt === undefined ? 'unclear' : answered(dial) };
}

/** From then on the callee has no call any more, whatever was told of it. */
function lastMoment({ askedAt, ringSeconds, limitSeconds, answeredAt, state }: DialRecord): number {
  const mayTalk = answeredAt !== undefined || state === 'placed';
  return askedAt + (ringSeconds + (mayTalk ? limitSeconds : 0)) * 1000 + GRACE_MS;
}

function told(outcome: NonNullable<DialRecord['outcome']>, dial: DialRecord): CallOutcome {
  switch (outcome) {
    case 'completed':
      return answered(dial);
    // Somebody ended it before it was answered.
    case 'canceled':
      return 'no-answer';
    default:
      return outcome;
  }
}

function answered({ answeredBy }: DialRecord): CallOutcome {
  return answeredBy === 'machine' ? 'machine' : 'answered';
}
