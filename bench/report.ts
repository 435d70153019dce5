import { TYPICAL } from '../local/sim/pace';
import { peers } from './prices.json';
import { criticalPathMs, firstSentenceOf } from './critical-path';
import type { Figure } from './figures';
import { percentile } from './percentile';

/** Milliseconds of each turn: as the handlers do it, and one thing after the other. */
export interface FirstAudio {
  /** What the agent says in them. */
  reply: string;
  streamed: number[];
  sequential: number[];
}

/** By what the reply begins with: a word that lies ready, a sentence, a long sentence. */
export type FirstAudios = Record<'opened' | 'plain' | 'long', FirstAudio>;

export function firstAudioFigures({ opened, plain, long }: FirstAudios): Figure[] {
  const path = criticalPathMs(firstSentenceOf(plain.reply), TYPICAL);
  const overhead = plain.streamed.map((ms) => ms - path);
  const compared = (share: number, { streamed, sequential } = opened) => {
    const [value, baseline] = [percentile(streamed, share), percentile(sequential, share)];
    return { value, unit: 'ms' as const, baseline, factor: baseline / value };
  };
  const overheadAt = (share: number) => ({ value: percentile(overhead, share), unit: 'ms' as const });
  return [
    { name: 'first-audio.p50', ...compared(0.5), limit: { factorAtLeast: 2.5 } },
    { name: 'first-audio.p95', ...compared(0.95) },
    { name: 'first-audio.plain.p50', ...compared(0.5, plain), limit: { factorAtLeast: 2.5 } },
    { name: 'first-audio.long.p50', ...compared(0.5, long), limit: { factorAtLeast: 2.5 } },
    { name: 'first-audio.overhead.p50', ...overheadAt(0.5) },
    { name: 'first-audio.overhead.p95', ...overheadAt(0.95), limit: { valueAtMost: 50 } },
  ];
}

export type Tables = 'memory' | 'dynalite';
export type HandledEvent = 'arrival' | 'played' | 'hung-up';

/** What the call handler takes for events that need no turn. */
export interface HandlerEvents {
  tables: Tables;
  /** Milliseconds of each event, one call at a time. */
  alone: Record<HandledEvent, number[]>;
  /** With several calls at once. */
  eventsPerSecond: number;
}

export function handlerFigures({ tables, alone, eventsPerSecond }: HandlerEvents): Figure[] {
  const figures = Object.entries(alone).flatMap(([event, ms]): Figure[] => [
    { name: `handler.${tables}.${event}.p50`, value: percentile(ms, 0.5), unit: 'ms' },
    { name: `handler.${tables}.${event}.p95`, value: percentile(ms, 0.95), unit: 'ms' },
  ]);
  return [...figures, { name: `handler.${tables}.events`, value: eventsPerSecond, unit: 'events/s' }];
}

export interface Load {
  errors: number;
  lost: number;
  seconds: number;
}

export function loadFigures({ errors, lost, seconds }: Load): Figure[] {
  return [
    { name: 'load.errors', value: errors, unit: 'errors', limit: { valueAtMost: 0 } },
    { name: 'load.lost', value: lost, unit: 'calls', limit: { valueAtMost: 0 } },
    { name: 'load.wall', value: seconds, unit: 's' },
  ];
}

/** A function's bundle: its size, and what a fresh process takes to load it. */
export interface Bundle {
  name: string;
  bytes: number;
  loadMs: number;
}

/** The call handler is what a caller waits for; the turn worker starts while the greeting is heard. */
export function bundleFigures({ name, bytes, loadMs }: Bundle): Figure[] {
  const limited = (valueAtMost: number) => name === 'call' && { limit: { valueAtMost } };
  return [
    { name: `bundle.${name}.size`, value: bytes, unit: 'bytes', ...limited(1_000_000) },
    { name: `bundle.${name}.load`, value: loadMs, unit: 'ms', ...limited(150) },
  ];
}

export function coldStartFigures(ms: Readonly<Record<string, number>>): Figure[] {
  return Object.entries(ms).map(([name, value]) => ({
    name: `cold-start.${name}`,
    value,
    unit: 'ms',
    limit: { valueAtMost: 250 },
  }));
}

/** @param ms silences between the sentences of replies. */
export function gapFigures(ms: readonly number[]): Figure[] {
  return [
    { name: 'gaps.p50', value: percentile(ms, 0.5), unit: 'ms' },
    { name: 'gaps.longest', value: Math.max(...ms), unit: 'ms', limit: { valueAtMost: 150 } },
  ];
}

/** Dollars would be too small to be read: they are for a thousand minutes. */
export function costFigures(usdPerMinute: number): Figure[] {
  const figure = (name: string, usd: number) => ({ name, value: usd * 1000, unit: 'USD/1000 min' as const });
  return [
    figure('cost.aws', usdPerMinute),
    ...Object.entries(peers).map(([name, { usdPerMinute: usd }]) => figure(`cost.${name}`, usd)),
  ];
}

/** An import of numbers from a file into the registry, beside plain writes of the same items. */
export interface Imported {
  rowsPerSecond: number;
  rawPerSecond: number;
  peakMb: number;
}

export function importFigures({ rowsPerSecond: value, rawPerSecond: baseline, peakMb }: Imported): Figure[] {
  const factor = value / baseline;
  return [
    { name: 'import.rows', value, unit: 'rows/s', baseline, factor, limit: { factorAtLeast: 0.6 } },
    { name: 'import.memory', value: peakMb, unit: 'MB', limit: { valueAtMost: 250 } },
  ];
}

/** A synth of many numbers, through the command-line tool. */
export interface Synth {
  seconds: number;
  templateBytes: number;
}

export function synthFigures({ seconds, templateBytes }: Synth): Figure[] {
  return [
    { name: 'synth.5000-numbers', value: seconds, unit: 's', limit: { valueAtMost: 12 } },
    {
      name: 'synth.5000-numbers.template',
      value: templateBytes,
      unit: 'bytes',
      limit: { valueAtMost: 400_000 },
    },
  ];
}

/** Requests of a carrier at a steady rate. */
export interface Bridged {
  tables: Tables;
  /** From the moment that a request was due until its answer. */
  ms: number[];
  seconds: number;
  notConnected: number;
}

/** The limit is the bridge's: with dynalite it would measure how dynalite shares the cores. */
export function bridgeFigures({ tables, ms, seconds, notConnected }: Bridged): Figure[] {
  const limited = tables === 'memory' && { limit: { valueAtMost: 20 } };
  return [
    { name: `bridge.${tables}.p50`, value: percentile(ms, 0.5), unit: 'ms' },
    { name: `bridge.${tables}.p95`, value: percentile(ms, 0.95), unit: 'ms', ...limited },
    { name: `bridge.${tables}.answers`, value: ms.length / seconds, unit: 'events/s' },
    { name: `bridge.${tables}.errors`, value: notConnected, unit: 'errors', limit: { valueAtMost: 0 } },
  ];
}
