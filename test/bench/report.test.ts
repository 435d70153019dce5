import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { PLAIN_REPLY, REPLY } from '../../bench/clinic';
import { functionNames } from '../../build/bundle';
import { campaignFigures } from '../../bench/campaign';
import { criticalPathMs, firstSentenceOf } from '../../bench/critical-path';
import { holds, lineOf, type Figure } from '../../bench/figures';
import { gateFigures } from '../../bench/gate';
import { knowledgeFigures } from '../../bench/knowledge';
import { percentile } from '../../bench/percentile';
import {
  bridgeFigures,
  bundleFigures,
  coldStartFigures,
  costFigures,
  firstAudioFigures,
  gapFigures,
  handlerFigures,
  importFigures,
  loadFigures,
  synthFigures,
  type Tables,
} from '../../bench/report';
import { usdPerMinute } from '../../bench/cost';
import { gapsIn } from '../../bench/gaps';
import { errorsOn, isLost } from '../../bench/verdict';
import { INSTANT, TYPICAL } from '../../local/sim/pace';
import { peers, prices } from '../../bench/prices.json';
import type { Observation } from '../../local/sma';
import { aTurn } from '../builders/turn';

const README = readFileSync(path.join(__dirname, '../../bench/README.md'), 'utf8');

const handled = (tables: Tables) =>
  handlerFigures({ tables, alone: { arrival: [3], played: [2], 'hung-up': [1] }, eventsPerSecond: 500 });
const measured = (streamed: number[], sequential: number[]) => ({ reply: REPLY, streamed, sequential });
const all: Figure[] = [
  ...functionNames().flatMap((name) => bundleFigures({ name, bytes: 1000, loadMs: 100 })),
  ...coldStartFigures({ call: 90, 'turn.openai': 200, 'turn.mixed': 200 }),
  ...firstAudioFigures({
    opened: measured([800], [2600]),
    plain: measured([1100], [2600]),
    long: measured([1200], [3600]),
  }),
  ...handled('memory'),
  ...handled('dynalite'),
  ...gapFigures([3, 40, 20]),
  ...costFigures(0.0044),
  ...knowledgeFigures({ findMs: [1], openMs: 90 }),
  ...loadFigures({ errors: 0, lost: 0, seconds: 40 }),
  ...(['memory', 'dynalite'] as const).flatMap((tables) =>
    bridgeFigures({ tables, ms: [2], seconds: 1, notConnected: 0 }),
  ),
  ...campaignFigures({
    calm: { dialsPerSecond: 9, callsPerSecond: 10 },
    faulty: { dialsPerSecond: 7, callsPerSecond: 10 },
  }),
  ...gateFigures(4000),
  ...importFigures({ rowsPerSecond: 1500, rawPerSecond: 2000, peakMb: 230 }),
  ...synthFigures({ seconds: 9, templateBytes: 40_000 }),
];

function figure(name: string, figures = all): Figure {
  const found = figures.find((one) => one.name === name);
  if (!found) throw new Error(`no figure ${name}`);
  return found;
}

describe('the figures of the benchmark', () => {
  test('are those of its README', () => {
    const table = README.split('\n').filter((line) => line.startsWith('| `'));
    const documented = table
      .flatMap((line) => line.split('|')[1]!.match(/[a-z0-9.<>-]+/g) ?? [])
      .flatMap((name) => functionNames().map((one) => name.replace('<function>', one)));
    expect(all.map(({ name }) => name).sort()).toEqual([...new Set(documented)].sort());
  });

  test('are one line of JSON each, with two decimals', () => {
    expect(lineOf({ name: 'some', value: 1.23456, unit: 'ms', limit: { valueAtMost: 2 } })).toBe(
      '{"name":"some","value":1.23,"unit":"ms","limit":{"valueAtMost":2}}',
    );
  });

  test('are held against their limits', () => {
    const value = (ms: number): Figure => ({ name: '', value: ms, unit: 'ms', limit: { valueAtMost: 60 } });
    const factor = (f: number): Figure => ({ ...value(1), factor: f, limit: { factorAtLeast: 2 } });
    expect([value(60), value(60.1), factor(2), factor(1.9)].map(holds)).toEqual([true, false, true, false]);
    expect(holds({ name: '', value: 1e9, unit: 'ms' })).toBe(true);
    expect(all.filter((one) => one.limit).map(({ name }) => name)).toEqual([
      'bundle.call.size',
      'bundle.call.load',
      'cold-start.call',
      'cold-start.turn.openai',
      'cold-start.turn.mixed',
      'first-audio.p50',
      'first-audio.plain.p50',
      'first-audio.long.p50',
      'first-audio.overhead.p95',
      'gaps.longest',
      'knowledge.find.p95',
      'load.errors',
      'load.lost',
      'bridge.memory.p95',
      'bridge.memory.errors',
      'bridge.dynalite.errors',
      'campaign.throughput',
      'import.rows',
      'import.memory',
      'synth.5000-numbers',
      'synth.5000-numbers.template',
    ]);
  });
});

describe('a percentile', () => {
  test('is the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect([0.5, 0.95, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 100]);
    expect(percentile([7], 0.5)).toBe(7);
    expect(percentile([9, 1, 5], 0.5)).toBe(5);
  });

  test('of nothing is an error', () => {
    expect(() => percentile([], 0.5)).toThrow('nothing');
  });
});

describe("the providers' critical path", () => {
  test('adds up what they take until there is audio', () => {
    // 6 words; 29 letters of 60 ms each.
    expect(firstSentenceOf(REPLY)).toBe('Yes, we are open on Saturday.');
    expect(criticalPathMs('Yes, we are open on Saturday.', TYPICAL)).toBeCloseTo(
      250 + 300 + 5 * 25 + 200 + 0.1 * 29 * 60,
    );
    expect(criticalPathMs(REPLY, INSTANT)).toBe(0);
  });

  test('is what is taken off first audio to leave the overhead, and first audio is compared', () => {
    const path = criticalPathMs(firstSentenceOf(PLAIN_REPLY), TYPICAL);
    const streamed = [40, 30, 50].map((overhead) => path + overhead);
    const plain = { streamed, sequential: streamed.map((ms) => 2 * ms), reply: PLAIN_REPLY };
    const figures = firstAudioFigures({ opened: measured([800], [2400]), plain, long: plain });
    expect(figure('first-audio.overhead.p50', figures).value).toBeCloseTo(40);
    expect(figure('first-audio.overhead.p95', figures).value).toBeCloseTo(50);
    expect(figure('first-audio.plain.p50', figures)).toMatchObject({ value: path + 40, factor: 2 });
    expect(figure('first-audio.p50', figures)).toMatchObject({ value: 800, factor: 3 });
  });
});

describe('silence between sentences', () => {
  const key = (turn: number, part: number) => `calls/call-1/turn-000${turn}/part-0${part}.wav`;
  const plays = (key: string, from: number, to: number): Observation[] => [
    { type: 'audio-started', at: from, transactionId: 'call-1', leg: 'LEG-A', pcm: new Int16Array(0), key },
    { type: 'audio-ended', at: to, transactionId: 'call-1', leg: 'LEG-A', ms: to - from, key },
  ];

  test('is counted within a reply, not around it, nor beside a filler', () => {
    const observations = [
      ...plays('clips/greeting.wav', 0, 1000),
      ...plays('clips/yes.wav', 5000, 6000),
      ...plays(key(1, 2), 6040, 7000),
      ...plays('clips/filler.wav', 7500, 8000),
      ...plays(key(1, 3), 9000, 9500),
      ...plays(key(2, 1), 14_000, 15_000),
      ...plays(key(2, 2), 15_010, 16_000),
    ];
    const replied = (...keys: string[]) =>
      aTurn({ parts: keys.map((key) => ({ key, text: '', durationMs: 1000 })) });
    const turns = [replied('clips/yes.wav', key(1, 2), key(1, 3)), replied(key(2, 1), key(2, 2))];
    expect(gapsIn({ observations, turns })).toEqual([40, 10]);
  });
});

describe('the cost of a minute', () => {
  const nothing = { requests: 0, gbSeconds: 0, writeUnits: 0, readUnits: 0, puts: 0, gets: 0 };

  test('is that of the line, and of all that the call has used, by the minute', () => {
    expect(usdPerMinute({ minutes: 2, ...nothing })).toBeCloseTo(0.004);
    expect(usdPerMinute({ minutes: 2, ...nothing, puts: 200 })).toBeCloseTo(0.0045);
    expect(usdPerMinute({ minutes: 2, ...nothing, gbSeconds: 150 })).toBeCloseTo(0.005);
  });

  test('says of each price where it is from', () => {
    for (const { usd, source } of Object.values(prices))
      expect([usd > 0, source.length > 20]).toEqual([true, true]);
    expect(Object.values(peers)).toHaveLength(2);
  });
});

describe('a call under load', () => {
  const replied = aTurn({ status: 'replied' });
  const record = { callId: 'call-1', startedAt: 0, outcome: 'agent-ended' } as const;

  test('is lost without an outcome, or without a reply to all that was said', () => {
    expect(isLost({ record, turns: [replied, replied] }, 2)).toBe(false);
    expect(isLost({ record: undefined, turns: [replied, replied] }, 2)).toBe(true);
    expect(isLost({ record: { callId: 'call-1', startedAt: 0 }, turns: [replied, replied] }, 2)).toBe(true);
    expect(isLost({ record, turns: [replied] }, 2)).toBe(true);
    expect(isLost({ record, turns: [replied, aTurn({ status: 'failed' })] }, 2)).toBe(true);
    expect(isLost({ record, turns: [replied, { ...replied, failure: 'cut short' }] }, 2)).toBe(true);
  });

  test('has an error for each fault on the line and each step that was not taken', () => {
    const at = { at: 0, transactionId: 'call-1' };
    const Pause = { Type: 'Pause', Parameters: { DurationInMilliseconds: '100' } } as const;
    const finished = { ...at, type: 'action-finished', action: Pause, leg: 'LEG-A' } as const;
    expect(
      errorsOn({
        observations: [
          { ...at, type: 'call-answered' },
          { ...finished, result: 'successful' },
          { ...finished, result: 'failed' },
          { ...at, type: 'handler-late', sequence: 1, attempt: 1, ms: 5000 },
          { ...at, type: 'answer-invalid', sequence: 1, faults: [] },
        ],
        stepsLeft: [{ says: 'Hello?' }],
      }),
    ).toBe(4);
  });
});
