import { bridge } from './bridge';
import { bundles } from './bundles';
import { campaignFigures, campaignPaces } from './campaign';
import { coldStarts } from './cold-start';
import { usageOfCall, usdPerMinute } from './cost';
import { holds, lineOf, type Figure } from './figures';
import { firstAudio, type Turns } from './first-audio';
import { gaps } from './gaps';
import { gate, gateFigures } from './gate';
import { inMemory, withTables } from './handler-events';
import { importNumbers } from './import';
import { knowledge, knowledgeFigures } from './knowledge';
import { load } from './load';
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
} from './report';
import { synth } from './synth';

/** How much is measured. */
interface Extent {
  turns: Turns;
  /** Calls whose single events are measured. */
  calls: number;
  load: { calls: number; atOnce: number };
  bridgeSeconds: number;
  /** Calls in which the silence between sentences is measured. */
  spoken: number;
  /** Numbers that are imported. */
  imported: number;
  /** Of the campaigns whose pace is measured. */
  callees: number;
}

const FULL: Extent = {
  turns: { streamed: 40, sequential: 10 },
  calls: 400,
  load: { calls: 500, atOnce: 50 },
  bridgeSeconds: 5,
  spoken: 10,
  imported: 100_000,
  callees: 1000,
};
const QUICK: Extent = {
  turns: { streamed: 8, sequential: 2 },
  calls: 50,
  load: { calls: 50, atOnce: 10 },
  bridgeSeconds: 2,
  spoken: 3,
  imported: 40_000,
  callees: 300,
};

/** Prints a line of JSON for each figure as soon as it is measured. Exit code 1 when one misses its limit. */
async function run({
  turns,
  calls,
  load: { calls: callsInAll, atOnce },
  bridgeSeconds,
  spoken,
  imported,
  callees,
}: Extent): Promise<void> {
  const missed: string[] = [];
  const parts: (() => Promise<Figure[]>)[] = [
    async () => (await bundles()).flatMap(bundleFigures),
    async () => coldStartFigures(coldStarts()),
    async () => firstAudioFigures(await firstAudio(turns)),
    async () => handlerFigures(await inMemory(calls)),
    async () => handlerFigures(await withTables(calls)),
    async () => gapFigures(await gaps(spoken)),
    async () => costFigures(usdPerMinute(await usageOfCall())),
    () => Promise.resolve(knowledgeFigures(knowledge(calls))),
    async () => loadFigures(await load(callsInAll, atOnce)),
    async () => (await bridge(bridgeSeconds)).flatMap(bridgeFigures),
    async () => importFigures(await importNumbers(imported)),
    async () => campaignFigures(await campaignPaces(callees)),
    () => Promise.resolve(gateFigures(gate(calls * 50))),
    async () => synthFigures(synth(5000)),
  ];
  for (const part of parts) {
    for (const figure of await part()) {
      console.log(lineOf(figure));
      if (!holds(figure)) missed.push(figure.name);
    }
  }
  if (missed.length === 0) return;
  console.error(`missed: ${missed.join(', ')}`);
  process.exitCode = 1;
}

const unknown = process.argv.slice(2).filter((argument) => argument !== '--quick');
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(' ')}; the only option is --quick, which measures less`);
  process.exitCode = 2;
} else {
  run(process.argv.includes('--quick') ? QUICK : FULL).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  });
}
