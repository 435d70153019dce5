import { doctor, type DoctorOptions } from '../../../bin/doctor/doctor';
import type { Result, Status } from '../../../bin/doctor/result';
import { HastyClock } from '../../fakes/hasty-clock';
import type { Surroundings } from '../surroundings';

export interface Examined {
  status: number;
  text: string;
  checks: Result[];
  verdict: Status;
  /** The results of one check. */
  of(check: string): Result[];
}

export interface ExamineOptions extends Partial<DoctorOptions> {
  today?: string;
  /** By which carriers are reached. */
  fetch?: typeof fetch;
}

/** Runs the doctor as `npx byon doctor --json` does. */
export async function examine(
  surroundings: Surroundings,
  config: object = {},
  options: ExamineOptions = {},
): Promise<Examined> {
  const { status, text } = await examined(surroundings, config, { json: true, ...options });
  const { checks, verdict } = JSON.parse(text) as Pick<Examined, 'checks' | 'verdict'>;
  return { status, text, checks, verdict, of: (check) => checks.filter((result) => result.check === check) };
}

/** Runs the doctor. @returns its exit code and all that it wrote. */
export async function examined(
  surroundings: Surroundings,
  config: object = {},
  { today = '2026-11-23', fetch, ...options }: ExamineOptions = {},
): Promise<{ status: number; text: string }> {
  let text = '';
  const output = { write: (more: string) => ((text += more), true) };
  const file = surroundings.config(config);
  const status = await doctor(
    { config: file, stack: 'Byon', json: false, ...options },
    { output, today: new Date(today), network: { clock: new HastyClock(), ...(fetch && { fetch }) } },
  );
  return { status, text };
}
