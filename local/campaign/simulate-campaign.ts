import { randomInt } from 'node:crypto';
import pc from 'picocolors';
import { brokenIn, INVARIANTS, mostAtOnce, type Broken } from './invariants';
import { runCampaign, type CampaignRun } from './run-campaign';

export interface SimulateCampaignOptions {
  callees: number;
  /** Left out: a new one, which is printed. */
  seed?: string;
  json: boolean;
}

const EXAMPLES = 5;

/** What is told of a simulated campaign. */
export interface CampaignTally {
  seed: string;
  callees: number;
  dials: number;
  mostAtOnce: number;
  outcomes: CampaignRun['report']['outcomes'];
  faults: Record<string, number>;
  violations: Broken[];
}

/**
 * Plays a campaign with faults of carrier, queue, tables and functions, on virtual time, and prints how it went. The
 * same seed plays the same one.
 *
 * @returns 0 when all that has to hold held, 1 when something did not.
 */
export async function simulateCampaign({
  callees,
  seed = String(randomInt(1, 1_000_000)),
  json,
}: SimulateCampaignOptions): Promise<number> {
  const tally = await tallyOf(seed, callees);
  for (const line of json ? [JSON.stringify(tally)] : linesOf(tally)) process.stdout.write(`${line}\n`);
  return tally.violations.length > 0 ? 1 : 0;
}

async function tallyOf(seed: string, callees: number): Promise<CampaignTally> {
  const run = await runCampaign({ seed, callees });
  const { asks } = run.world.carrier;
  return {
    ...{ seed, callees },
    dials: asks.length,
    mostAtOnce: mostAtOnce(asks),
    outcomes: run.report.outcomes,
    faults: run.world.struck,
    violations: await brokenIn(run),
  };
}

function linesOf({ seed, callees, dials, outcomes, faults, violations, ...rest }: CampaignTally): string[] {
  return [
    `${callees} callees, seed ${seed}, ${dials} dials, ${rest.mostAtOnce} at once at most`,
    ...['', ...table('outcome', outcomes)],
    ...['', ...table('fault', faults), ''],
    ...INVARIANTS.flatMap(({ name }) => {
      const broken = violations.find(({ invariant }) => invariant === name);
      if (!broken) return [`${pc.green('✓')} ${name}`];
      const examples = broken.what.slice(0, EXAMPLES).map((what) => `    ${pc.red(what)}`);
      return [`${pc.red('✗')} ${name}: ${broken.what.length}`, ...examples];
    }),
  ];
}

function table(title: string, counts: Partial<Record<string, number>>): string[] {
  const rows = Object.entries(counts).sort(([, one = 0], [, other = 0]) => other - one);
  const lines = rows.map(([name, count = 0]) => `${name.padEnd(28)}${String(count).padStart(7)}`);
  return [pc.bold(title), ...(lines.length > 0 ? lines : ['none'])];
}
