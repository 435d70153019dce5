import type { CarrierNumber, Routing, Switchboard } from './switchboard';

/** A number that a stack wants, as its config says it. */
export interface WantedNumber {
  /** E.164. */
  number: string;
  /** Whether to take it from where its calls go now. They go there again when it leaves the stack. */
  takeover: boolean;
}

/** What a stack has noted of a number before it changed its routing. Kept until that is put back. */
export interface NumberNote {
  number: string;
  /** The account at the carrier that has the number. */
  account: string;
  /** Where its calls went before the stack came. */
  before: Routing;
  /** Where the stack has led them, or was about to; the latest last. */
  ours: readonly Routing[];
  /** Whether a change was begun of which nobody knows how far it came. */
  changing: boolean;
}

/** What becomes of one number. */
export type NumberStep = { number: string } & (
  | { step: 'connect'; live: CarrierNumber; before: Routing }
  | { step: 'keep'; live: CarrierNumber; before: Routing }
  /** It leaves the stack, and goes back to where it was. */
  | { step: 'give-back'; live: CarrierNumber; before: Routing }
  /** It leaves the stack, but is somewhere else already, or is not in the account any more. */
  | { step: 'let-go' }
  /** The stack has had it, and somebody has moved it since: told, but no reason to stop a deployment or rollback. */
  | { step: 'leave'; reason: string }
  | { step: 'refuse'; reason: string }
);

export interface NumbersToPlan {
  wanted: readonly WantedNumber[];
  notes: readonly NumberNote[];
  /** The numbers of the account, those that are wanted or noted at least. */
  live: readonly CarrierNumber[];
  /** Undefined while nobody knows yet where calls shall go, as before a first deployment. */
  target: Routing | undefined;
}

type Ways = Pick<Switchboard, 'isSame' | 'isFree' | 'describe'>;

/**
 * What a deployment does to each number, without doing it. Nothing that is not ours is touched without takeover,
 * and nothing is put back that somebody else has moved since.
 */
export function planNumbers({ wanted, notes, live, target }: NumbersToPlan, ways: Ways): NumberStep[] {
  const lives = new Map(live.map((one) => [one.number, one]));
  const noted = new Map(notes.map((note) => [note.number, note]));
  const keeping = new Set(wanted.map(({ number }) => number));
  return [
    ...wanted.map((one) =>
      stepTo(one, { live: lives.get(one.number), note: noted.get(one.number), target, ways }),
    ),
    ...notes
      .filter(({ number }) => !keeping.has(number))
      .map((note) => stepAway(note, lives.get(note.number), ways)),
  ];
}

/** Whether a number is where the stack has led it, or on the way there or back. */
export function isWithStack(routing: Routing, note: NumberNote, { isSame }: Pick<Ways, 'isSame'>): boolean {
  return (
    note.ours.some((one) => isSame(routing, one)) ||
    (isUnderWay(routing, note) && !isSame(routing, note.before))
  );
}

/**
 * Some carriers take more than one call to lead a number elsewhere, and a change may have been cut off between them.
 * Then each part of the routing is unset, or that of one of the ends.
 */
function isUnderWay(routing: Routing, { before, ours, changing }: NumberNote): boolean {
  const ends = [before, ...ours];
  return (
    changing &&
    Object.entries(routing).every(([name, value]) => value === '' || ends.some((end) => end[name] === value))
  );
}

function stepTo(
  { number, takeover }: WantedNumber,
  {
    live,
    note,
    target,
    ways,
  }: {
    live: CarrierNumber | undefined;
    note: NumberNote | undefined;
    target: Routing | undefined;
    ways: Ways;
  },
): NumberStep {
  const not = (reason: string): NumberStep => {
    const hadIt = note !== undefined && !note.changing;
    return hadIt ? { number, step: 'leave', reason } : { number, step: 'refuse', reason };
  };
  if (!live) return not('is not in this account');
  if (live.unusable !== undefined) return not(live.unusable);
  const { routing } = live;
  const isMine = note !== undefined && isWithStack(routing, note, ways);
  const isThere = target === undefined ? isMine : ways.isSame(routing, target);
  if (isThere && !note?.changing) return { number, step: 'keep', live, before: note?.before ?? routing };
  if (note && (isThere || isMine)) return { number, step: 'connect', live, before: note.before };
  if (takeover || ways.isFree(routing)) {
    const before = note && isUnderWay(routing, note) ? note.before : routing;
    return { number, step: 'connect', live, before };
  }
  return not(
    `its calls go to ${ways.describe(routing)}; set takeover: true to take it, until it leaves the stack`,
  );
}

function stepAway(note: NumberNote, live: CarrierNumber | undefined, ways: Ways): NumberStep {
  const { number, before } = note;
  const isOn = live && (isWithStack(live.routing, note, ways) || isUnderWay(live.routing, note));
  if (!isOn || isExactly(live.routing, before)) return { number, step: 'let-go' };
  return { number, step: 'give-back', live, before };
}

function isExactly(routing: Routing, other: Routing): boolean {
  const names = new Set([...Object.keys(routing), ...Object.keys(other)]);
  return [...names].every((name) => (routing[name] ?? '') === (other[name] ?? ''));
}
