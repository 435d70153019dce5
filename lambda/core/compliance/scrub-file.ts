import * as z from 'zod';
import type { Fault } from '../errors';

/** What became of a file of scrub results. It names no number. */
export interface ScrubReport {
  /** Its name. */
  file: string;
  /** `refused`: nothing of it was written. */
  outcome: 'imported' | 'refused';
  /** When the register was asked. ISO 8601, in UTC. */
  scrubbedAt?: string;
  /** As in scrub-layouts.json. */
  layout?: string;
  /** false: no node publishes its layout; hold some results against the node's own page. */
  layoutIsVerified?: boolean;
  rows: number;
  /** Results that are in the registry as the file has them. */
  written: number;
  /** Callees of whom a newer result is there, which stays. */
  newerKept: number;
  /** Rows with faults that were left out, because the upload said so. */
  leftOut: number;
  faults: { count: number; first: Fault[] };
  /** ISO 8601, in UTC. */
  at: string;
}

const NAME = /^(\d{4}-\d{2}-\d{2}T)([01]\d|2[0-3])([0-5]\d)(Z|([+-]\d{2})(\d{2}))([^\d].*)?\.csv$/;
const WANTED =
  'must begin with the time when the register was asked and end in .csv, as in 2026-11-23T0915+0530-jio.csv';
/** Clocks differ a little. */
const SKEW_MS = 5 * 60_000;

/**
 * When the register was asked, by the name of the file. Not by its upload: a file that is uploaded late would look
 * fresher than it is.
 *
 * @returns milliseconds since the epoch, or what is wrong with the name.
 */
export function scrubbedAtOf(name: string, now: number): { at: number } | { fault: Fault } {
  const [, day, hour, minute, zone, offset, rest] = NAME.exec(name) ?? [];
  const moment = `${day}${hour}:${minute}:00${offset === undefined ? zone : `${offset}:${rest}`}`;
  const { success } = z.iso.datetime({ offset: true }).safeParse(moment);
  if (!success) return { fault: { path: 'name', message: WANTED } };
  const at = Date.parse(moment);
  if (at <= now + SKEW_MS) return { at };
  return { fault: { path: 'name', message: `tells a time that is still to come; it ${WANTED}` } };
}
