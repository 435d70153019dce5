import pc from 'picocolors';
import type { NumberStep } from '../../lambda/core/carriers/plan-numbers';
import type { PlannedCarrier, PlannedNumber } from './planned-carrier';

type Step = NumberStep['step'];

const WORDS = {
  connect: 'connect',
  keep: 'keep',
  'give-back': 'give back',
  'let-go': 'let go',
  leave: 'leave',
  refuse: 'refuse',
} as const satisfies Record<Step, string>;

const COLOURS = {
  connect: pc.green,
  keep: pc.dim,
  'give-back': pc.yellow,
  'let-go': pc.yellow,
  leave: pc.yellow,
  refuse: pc.red,
} as const satisfies Record<Step, (text: string) => string>;

const STEP_WIDTH = Math.max(...Object.values(WORDS).map((word) => word.length));

/** What a deploy does to every number, carrier by carrier, then what that comes to. */
export function linesOf(carriers: readonly PlannedCarrier[], byHand: readonly string[]): string[] {
  const blocks = carriers.flatMap((carrier) => [...blockOf(carrier), '']);
  const hand = byHand.length === 0 ? [] : [`Led here by hand, and not touched: ${byHand.join(', ')}`, ''];
  return [...blocks, ...hand, ...verdictOf(carriers)];
}

function blockOf({ carrier, type, account, numbers, untouched, trouble }: PlannedCarrier): string[] {
  const title = [carrier, type === undefined ? '(not in the config any more)' : `(${type})`];
  const head = pc.bold([...title, ...(account === undefined ? [] : [`account ${account}`])].join(' '));
  if (trouble) return [head, `  ${pc.red('unknown')}  ${trouble.detail}`, `  -> ${trouble.next}`];
  const width = Math.max(0, ...numbers.map(({ number }) => number.length));
  const rows = numbers.map((one) => {
    const step = COLOURS[one.step](WORDS[one.step].padEnd(STEP_WIDTH));
    return `  ${step}  ${one.number.padEnd(width)}  ${wayOf(one)}`.trimEnd();
  });
  const others = untouched === 0 ? [] : [`  ${othersInWords(untouched)}`];
  const none = rows.length === 0 ? ['  no number of the config is with this carrier'] : [];
  return [head, ...rows, ...none, ...others];
}

function othersInWords(count: number): string {
  return count === 1
    ? 'one other number of the account stays as it is'
    : `${count} other numbers of the account stay as they are`;
}

function wayOf({ step, from, to, reason }: PlannedNumber): string {
  switch (step) {
    case 'connect':
      return `${from} -> ${to}`;
    case 'keep':
      return `stays with ${to}`;
    case 'give-back':
      return to === undefined ? 'back to where it was' : `${from} -> ${to}, as before`;
    case 'let-go':
      return 'is somewhere else already, or gone; stays as it is';
    case 'leave':
      return `stays as it is: ${reason}`;
    case 'refuse':
      return reason ?? '';
  }
}

function verdictOf(carriers: readonly PlannedCarrier[]): string[] {
  const steps = carriers.flatMap(({ numbers }) => numbers.map(({ step }) => step));
  const parts = (Object.keys(WORDS) as Step[])
    .map((step) => ({ step, count: steps.filter((one) => one === step).length }))
    .filter(({ count }) => count > 0)
    .map(({ step, count }) => `${count} to ${WORDS[step]}`);
  const summary = `${parts.join(', ') || 'Nothing to do'}. Nothing was changed.`;
  if (carriers.some(({ trouble }) => trouble)) return [`${summary} Not every carrier could be asked.`];
  if (steps.includes('refuse')) return [`${summary} A deploy would fail before it changes any number.`];
  return [`${summary} Next: npx cdk deploy.`];
}
