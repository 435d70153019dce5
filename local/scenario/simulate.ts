import pc from 'picocolors';
import { InvalidInputError } from '../../lambda/core/errors';
import { loadScenario, type LoadedScenario } from './load-scenario';
import { lengthOf } from './metrics';
import { runScenario } from './run-scenario';

/**
 * Runs scenario files one after the other and prints how they went.
 *
 * @returns 0 when all expectations hold, 1 when some do not, 2 when a file has faults; then no call is made.
 */
export async function simulate(
  files: string[],
  { config, json }: { config: string; json: boolean },
): Promise<number> {
  const loaded: LoadedScenario[] = [];
  const faulty: InvalidInputError[] = [];
  for (const file of files) {
    try {
      loaded.push(loadScenario(file, config));
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      faulty.push(error);
    }
  }
  if (faulty.length > 0) {
    // A config that several scenarios share has its faults once.
    new Set(faulty.map(({ message }) => message)).forEach((message) => process.stderr.write(`${message}\n`));
    return 2;
  }
  let failed = 0;
  for (const one of loaded) {
    const { name, failures, call } = await runScenario(one);
    if (failures.length > 0) failed++;
    const seconds = lengthOf(call);
    const outcome = call.record?.outcome ?? null;
    if (json) print(JSON.stringify({ name, ok: failures.length === 0, failures, outcome, seconds }));
    else linesOf({ name, failures, outcome, seconds }).forEach(print);
  }
  if (!json) print(`${loaded.length - failed} held, ${failed} did not`);
  return failed > 0 ? 1 : 0;
}

interface Told {
  name: string;
  failures: string[];
  outcome: string | null;
  seconds: number;
}

function linesOf({ name, failures, outcome, seconds }: Told): string[] {
  const mark = failures.length === 0 ? pc.green('✓') : pc.red('✗');
  const length = `${seconds.toFixed(1)} s`.padStart(7);
  return [
    `${mark} ${pc.dim(`${length}  ${(outcome ?? 'no record').padEnd(16)}`)}  ${name}`,
    ...failures.map((failure) => `    ${pc.red(failure)}`),
  ];
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
