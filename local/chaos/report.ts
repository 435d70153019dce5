import pc from 'picocolors';
import { LEGEND, timelineOf } from '../timeline/timeline';
import { INVARIANTS, SILENCE_AT_MOST_MS } from './invariants/invariants';
import type { ChaosCall } from './play';
import type { Tally, Told } from './tally';

/** How many of the violations of one invariant are told one by one. */
const EXAMPLES = 5;

/** A run as lines to read. */
export function linesOfTally(tally: Tally): string[] {
  const { seed, calls, turns, outcomes, faults, longestDeadAir, firstAudioMs } = tally;
  const struck = Object.values(faults).reduce((sum, count) => sum + count, 0);
  return [
    `${calls} calls, seed ${seed}, ${turns} turns, ${struck} faults`,
    '',
    ...table('outcome', outcomes, calls),
    '',
    ...table('fault', faults, struck),
    '',
    line('first audio after the caller', `p50 ${firstAudioMs.p50} ms, p95 ${firstAudioMs.p95} ms`),
    line(
      'longest dead air',
      `${seconds(longestDeadAir.ms)} (call ${longestDeadAir.call}; ${seconds(SILENCE_AT_MOST_MS)} are allowed)`,
    ),
    '',
    ...linesOfInvariants(tally),
  ];
}

function linesOfInvariants({ violations, calls }: Tally): string[] {
  const lines = INVARIANTS.flatMap(({ name }) => {
    const broken = violations.filter(({ invariant }) => invariant === name);
    if (broken.length === 0) return [`${pc.green('✓')} ${name}`];
    const examples = broken.slice(0, EXAMPLES).map(({ seed, call, what }) => {
      return `    ${pc.red(what)}  ${pc.dim(`--seed ${seed} --call ${call}`)}`;
    });
    const more = broken.length > EXAMPLES ? [`    and ${broken.length - EXAMPLES} more`] : [];
    return [`${pc.red('✗')} ${name}: ${broken.length}`, ...examples, ...more];
  });
  const held = calls - new Set(violations.map(({ call }) => call)).size;
  return [...lines, '', `${held} calls held, ${calls - held} did not`];
}

/** One call: what was planned for it, how it went, and what did not hold. */
export function linesOfCall(call: ChaosCall, told: Told): string[] {
  const { plan } = call;
  const { agent } = plan;
  return [
    `call ${plan.call} of seed ${plan.seed}: ${told.outcome}, ${seconds(told.ms)}`,
    line('caller', plan.behaviour.join(', ')),
    ...plan.impulses.map(({ when, nth, afterMs, does }) =>
      line('on an impulse', `${does}, ${afterMs} ms after ${when} no. ${nth}`),
    ),
    line(
      'agent',
      `${agent.language}, ${agent.fallbacks ? 'with' : 'without'} fallbacks; a human: ${plan.human}`,
    ),
    ...plan.faults.map(({ in: place, does, from, times, atMs, forMs }) => {
      const when =
        from === undefined ? `at ${seconds(atMs!)} for ${forMs} ms` : `from no. ${from}, ${times} times`;
      return line('fault', `${place}: ${does} (${when})`);
    }),
    line(
      'struck',
      Object.entries(told.faults)
        .map(([name, count]) => `${name} ×${count}`)
        .join(', ') || 'none',
    ),
    '',
    pc.dim(LEGEND),
    ...timelineOf(call, call.wordsOf),
    '',
    line('longest dead air', seconds(told.deadAirMs)),
    ...told.violations.map(({ invariant, what }) => `${pc.red('✗')} ${invariant}: ${what}`),
    ...(told.violations.length === 0 ? [`${pc.green('✓')} all holds`] : []),
  ];
}

function table(title: string, counts: Record<string, number>, all: number): string[] {
  const rows = Object.entries(counts).map(([name, count]) => {
    const share = all === 0 ? '' : `${((100 * count) / all).toFixed(1)} %`.padStart(8);
    return `${name.padEnd(28)}${String(count).padStart(7)}${share}`;
  });
  return [pc.bold(title), ...(rows.length > 0 ? rows : ['none'])];
}

function line(label: string, text: string): string {
  return `${label.padEnd(30)}${text}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
