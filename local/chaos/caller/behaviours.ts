import type { CallerStep } from '../../caller/step';
import { CARD_DIGITS } from '../agents';
import type { Random } from '../random';
import { SAID } from './words';

interface Behaviour {
  name: string;
  weight: number;
  steps: (random: Random) => CallerStep[];
}

const says = (what: keyof typeof SAID) => (random: Random) => [{ says: random.pick(SAID[what]) }];

/** What callers do in a call, one thing after the other. A row more is a behaviour more. */
export const BEHAVIOURS: readonly Behaviour[] = [
  { name: 'asks', weight: 8, steps: says('question') },
  { name: 'asks for a long story', weight: 2, steps: says('long') },
  { name: 'books', weight: 4, steps: says('booking') },
  { name: 'wants a human', weight: 2, steps: says('human') },
  { name: 'says goodbye', weight: 2, steps: says('goodbye') },
  { name: 'makes a noise', weight: 2, steps: says('noise') },
  { name: 'says half a sentence', weight: 2, steps: says('half') },
  {
    name: 'says a sentence in two halves',
    weight: 3,
    steps: (random) => [{ says: random.pick(SAID.half) }, { says: random.pick(SAID.question) }],
  },
  {
    name: 'says two things at once',
    weight: 1,
    steps: (random) => [...says('question')(random), ...says('booking')(random)],
  },
  { name: 'is silent', weight: 3, steps: (random) => [{ waits: random.int(3, 30) }] },
  {
    name: 'keys a number',
    weight: 3,
    steps: (random) => [{ presses: random.pick(['123456#', '98765', '#', '*0#', '7']) }],
  },
  {
    name: 'interrupts by a key',
    weight: 2,
    steps: (random) => [{ interrupts: random.pick(['1', '#', '9']) }, { presses: '22#' }],
  },
  {
    name: 'keys a card number',
    weight: 3,
    steps: (random) => [...says('paying')(random), { presses: `${card(random)}#` }],
  },
  {
    name: 'keys a card number at the second attempt',
    weight: 1,
    // The second time before the agent has said all that it says to that.
    steps: (random) => [
      ...says('paying')(random),
      { presses: `${card(random).slice(2)}#` },
      { interrupts: card(random) },
    ],
  },
  {
    name: 'keys no card number',
    weight: 1,
    steps: (random) => [...says('paying')(random), { waits: random.int(8, 20) }],
  },
  { name: 'wishes for another language', weight: 2, steps: says('otherLanguage') },
  { name: 'hangs up', weight: 1, steps: () => [{ hangsUp: true }] },
];

/** What callers say first where they are asked whether the call may be recorded. */
const ANSWERS: readonly Behaviour[] = [
  { name: 'agrees to be recorded', weight: 3, steps: says('yes') },
  { name: 'agrees by key', weight: 3, steps: () => [{ presses: '1' }] },
  { name: 'does not want to be recorded', weight: 2, steps: says('no') },
  { name: 'does not say whether to be recorded', weight: 1, steps: () => [] },
];

const MAILBOX: Behaviour = {
  name: 'is a mailbox',
  weight: 1,
  steps: (random) => [...says('mailbox')(random), { waits: random.int(5, 40) }, { hangsUp: true }],
};

function card(random: Random): string {
  return Array.from({ length: CARD_DIGITS }, () => random.int(0, 9)).join('');
}

const MOST = 5;

/** How many have had enough when they have nothing left to do. The others stay on the line, silent. */
const LEAVE = 0.7;

/** @returns what the caller does, and its names. */
export function drawBehaviour(
  random: Random,
  { isMailbox, isAsked }: { isMailbox: boolean; isAsked: boolean },
): { names: string[]; steps: CallerStep[] } {
  if (isMailbox) return { names: [MAILBOX.name], steps: MAILBOX.steps(random) };
  const first = isAsked ? [random.pickWeighted(ANSWERS)] : [];
  const more = Array.from({ length: random.int(1, MOST) }, () => random.pickWeighted(BEHAVIOURS));
  const drawn = [...first, ...more];
  const steps = drawn.flatMap((behaviour) => behaviour.steps(random));
  const parting: CallerStep[] = random.chance(LEAVE) ? [{ waits: random.int(1, 12) }, { hangsUp: true }] : [];
  return { names: drawn.map(({ name }) => name), steps: [...steps, ...parting] };
}
