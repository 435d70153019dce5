import { isDeepStrictEqual } from 'node:util';
import { isWithStack, type NumberNote, type NumberStep } from '../core/carriers/plan-numbers';
import type { CarrierNumber, Routing } from '../core/carriers/switchboard';
import { ByonError } from '../core/errors';
import type { NumberDesk, Plan } from './number-desk';
import { worthOf } from './transient';

type Doing<Kind extends NumberStep['step']> = Extract<NumberStep, { step: Kind }>;

/** Does what was planned for one number. Each change is noted before it is made. */
export async function carryOut(desk: NumberDesk, { noted }: Plan, step: NumberStep): Promise<void> {
  const note = noted.get(step.number);
  switch (step.step) {
    case 'connect':
      return connect(desk, step, note);
    case 'keep':
      return keep(desk, step, note);
    case 'give-back':
      return (await handOver(desk, note, step.live)) ? undefined : giveBack(desk, step, note);
    case 'let-go':
      await handOver(desk, note);
      return desk.notes.forgetNumber(step.number);
    case 'leave':
    case 'refuse':
      return undefined;
  }
}

async function connect(
  desk: NumberDesk,
  step: Doing<'connect'>,
  known: NumberNote | undefined,
): Promise<void> {
  const note = { ...noteOf(desk, step, known), changing: true };
  await desk.notes.saveNumber(note);
  await lead(desk, step.live, { to: desk.target, note });
  await desk.notes.saveNumber({ ...note, changing: false });
}

async function keep(desk: NumberDesk, step: Doing<'keep'>, known: NumberNote | undefined): Promise<void> {
  const note = noteOf(desk, step, known);
  if (!isDeepStrictEqual(note, known)) await desk.notes.saveNumber(note);
}

async function giveBack(
  desk: NumberDesk,
  { number, live, before }: Doing<'give-back'>,
  known: NumberNote | undefined,
): Promise<void> {
  if (!known) throw new TypeError('a number without a note is not given back');
  const note = { ...known, changing: true };
  await desk.notes.saveNumber(note);
  await lead(desk, live, { to: before, note });
  await desk.notes.forgetNumber(number);
}

/**
 * Leaves a number to another resource that has it by now, with where its calls went before this one came: that is
 * what the other one puts back, which only knows where this one had led them.
 *
 * @param live where its calls go; left out where this resource has them no longer.
 * @returns false where there is no such resource.
 */
async function handOver(
  { notes, switchboard }: NumberDesk,
  known: NumberNote | undefined,
  live?: CarrierNumber,
): Promise<boolean> {
  const heir = known && (await notes.heirOf(known.number));
  if (!heir || (live && !isWithStack(live.routing, heir.note, switchboard))) return false;
  if (isWithStack(heir.note.before, known, switchboard)) {
    await heir.save({ ...heir.note, before: known.before });
  }
  await notes.forgetNumber(known.number);
  return true;
}

function noteOf(
  { account, target }: NumberDesk,
  { number, before }: Doing<'connect' | 'keep'>,
  known: NumberNote | undefined,
): NumberNote {
  const others = known?.ours.filter((one) => !isDeepStrictEqual(one, target)) ?? [];
  return { number, account, before, ours: [...others, target], changing: false };
}

/** Leads a number's calls elsewhere. After a failure it looks first whether they are where it had left them. */
async function lead(
  { switchboard, time }: NumberDesk,
  planned: CarrierNumber,
  { to, note }: { to: Routing; note: NumberNote },
): Promise<void> {
  let live: CarrierNumber | undefined = planned;
  await time.attempt({
    what: `the change of a number's routing at ${switchboard.carrier}`,
    call: async () => {
      live ??= await switchboard.find(note.number);
      if (!live) throw new ByonError('it is not in this account any more');
      const { routing } = live;
      if (
        live !== planned &&
        !switchboard.isSame(routing, note.before) &&
        !isWithStack(routing, note, switchboard)
      ) {
        throw new ByonError(
          `somebody has led its calls to ${switchboard.describe(routing)} meanwhile; try again when they are done`,
        );
      }
      const from = live;
      live = undefined;
      await switchboard.route(from, to);
    },
    worth: worthOf,
  });
}
