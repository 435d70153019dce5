import type { CallStore } from '../lambda/core/ports';
import type { TurnRecord } from '../lambda/core/calls/records';
import { playCall } from '../local/caller/play-call';
import { VirtualClock } from '../local/clock';
import { TYPICAL } from '../local/sim/pace';
import { openWorld } from '../local/world';
import { CALLER, CLINIC, NUMBER, QUESTION, SCRIPT } from './clinic';
import { prices } from './prices.json';

/** Five questions and a goodbye. */
const STEPS = [...Array.from({ length: 5 }, () => ({ says: QUESTION })), { says: 'Thank you, goodbye.' }];

/** What both functions have, in GB. */
const MEMORY_GB = 1;
/** A function's own work for an event or a turn, besides waiting: more than is measured. */
const OWN_MS = 20;
/** A worker that gets ready while the greeting is heard. */
const WARM_MS = 500;
/** The number and its agent for the call; the agent for each turn, once more for a worker that gets ready. */
const DIRECTORY_READS = 3;

/** What AWS meters of a call. */
export interface Usage {
  minutes: number;
  requests: number;
  gbSeconds: number;
  writeUnits: number;
  readUnits: number;
  puts: number;
  gets: number;
}

/** Plays a call on the local runtime, in virtual time, and counts what AWS would. */
export async function usageOfCall(): Promise<Usage> {
  const clock = new VirtualClock();
  const world = await openWorld({ config: CLINIC, clock, pace: TYPICAL, words: false, script: SCRIPT });
  const plan = { to: NUMBER, caller: CALLER, steps: STEPS, language: 'en-IN' };
  try {
    // Phrases are rendered in the first call of an agent, once and for all.
    await playCall(world, clock, plan);
    const table = metered(world.store);
    const { report, turns } = await playCall(world, clock, plan);
    const parts = turns.reduce((sum, turn) => sum + turn.parts.length, 0);
    const ms =
      report.answers.reduce((sum, { ms }) => sum + ms + OWN_MS, 0) +
      turns.reduce((sum, turn) => sum + workMs(turn) + OWN_MS, 0) +
      WARM_MS;
    return {
      minutes: report.durations.connectedMs / 60_000,
      requests: report.answers.length + turns.length + 1,
      gbSeconds: (ms / 1000) * MEMORY_GB,
      writeUnits: table.writeUnits,
      readUnits: table.readUnits + DIRECTORY_READS + turns.length,
      // A recording is written by Chime and read by the worker, a part of a reply the other way round.
      puts: turns.length + parts,
      gets: turns.length + parts,
    };
  } finally {
    await world.close();
  }
}

/** US dollars for a minute of such a call: what AWS takes, without carrier and providers. */
export function usdPerMinute({ minutes, ...used }: Usage): number {
  const perMinute = prices.voiceConnectorMinute.usd + prices.sipMediaApplicationMinute.usd;
  const perCall =
    used.requests * prices.lambdaRequest.usd +
    used.gbSeconds * prices.lambdaGbSecond.usd +
    used.writeUnits * prices.dynamoWriteUnit.usd +
    used.readUnits * prices.dynamoReadUnit.usd +
    used.puts * prices.s3Put.usd +
    used.gets * prices.s3Get.usd;
  return perMinute + perCall / minutes;
}

function workMs({ timings }: TurnRecord): number {
  return timings['done'] ?? 0;
}

const WRITES = ['commit', 'saveCall', 'claimTurn', 'saveTurn'] as const;
const READS = ['load', 'findTurn', 'findCall', 'listTurns', 'findClips'] as const;
const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;

/** Counts a store's capacity units from now on, by the size of what is written and read as JSON. */
function metered(store: CallStore): { writeUnits: number; readUnits: number } {
  const used = { writeUnits: 0, readUnits: 0 };
  const watch = (name: keyof CallStore, tell: (args: unknown[], result: unknown) => void) => {
    const original = store[name].bind(store) as (...args: unknown[]) => Promise<unknown>;
    const watched = async (...args: unknown[]) => {
      const result = await original(...args);
      tell(args, result);
      return result;
    };
    Object.assign(store, { [name]: watched });
  };
  for (const name of WRITES) {
    watch(name, (args) => (used.writeUnits += unitsOf(args, WRITE_UNIT_BYTES)));
  }
  for (const name of READS) {
    watch(name, (_, result) => (used.readUnits += unitsOf(result, READ_UNIT_BYTES)));
  }
  return used;
}

function unitsOf(value: unknown, bytes: number): number {
  return Math.max(1, Math.ceil((JSON.stringify(value) ?? '').length / bytes));
}
