import { randomInt } from 'node:crypto';
import { planOf } from './plan';
import { playChaos, type ChaosCall } from './play';
import { linesOfCall, linesOfTally } from './report';
import { tallyOf, toldOf, type Told } from './tally';

export interface ChaosOptions {
  calls: number;
  /** Left out: a new one, which is printed. */
  seed?: string;
  /** Only this call of the seed, with its timeline. */
  call?: number;
  json: boolean;
}

/**
 * Makes calls in which things go wrong, on virtual time, and prints how they went. The same seed makes the same
 * calls.
 *
 * @returns 0 when all that has to hold held, 1 when something did not.
 */
export async function chaos({ calls, seed = newSeed(), call, json }: ChaosOptions): Promise<number> {
  if (call !== undefined) return oneCall(seed, call, json);
  const told: Told[] = [];
  for (let i = 0; i < calls; i++) {
    const one = toldOf(await playChaos(planOf(seed, i)));
    told.push(one);
    // So that a run that is cut short has told what it found.
    if (one.violations.length > 0 && !json) note(`violation in --seed ${seed} --call ${i}`);
  }
  const tally = tallyOf(seed, told);
  (json ? [JSON.stringify(tally)] : linesOfTally(tally)).forEach(print);
  return tally.violations.length > 0 ? 1 : 0;
}

async function oneCall(seed: string, index: number, json: boolean): Promise<number> {
  const call: ChaosCall = await playChaos(planOf(seed, index));
  const told = toldOf(call);
  (json ? [JSON.stringify({ seed, ...told })] : linesOfCall(call, told)).forEach(print);
  return told.violations.length > 0 ? 1 : 0;
}

function newSeed(): string {
  return String(randomInt(1, 1_000_000));
}

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
