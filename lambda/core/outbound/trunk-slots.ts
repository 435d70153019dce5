import * as z from 'zod';
import type { DialStore } from '../calls/dial';
import type { Clock } from '../ports';
import { endOfDial } from './campaign/dial-end';
import { GuardError } from './guards';
import type { TrunkLimits } from './settings';

/** `TRUNK#<carrier> / TRUNK`: what a carrier has to do with our calls. */
export const trunkState = z.strictObject({
  version: z.int().min(0).describe('Counts the writes; 0: there was none yet.'),
  nextAt: z.int().describe('When the carrier may be asked next. Milliseconds since the epoch.'),
  calls: z
    .record(z.string(), z.int())
    .describe('By the reference of each call: when it is over at the latest. Milliseconds since the epoch.'),
});
export type TrunkState = z.infer<typeof trunkState>;

export const NEW_TRUNK: TrunkState = { version: 0, nextAt: 0, calls: {} };

/** Single-item conditional writes only. */
export interface TrunkStates {
  /** @returns `NEW_TRUNK` where nothing was written of it. */
  read(carrier: string): Promise<TrunkState>;
  /** @returns false, with nothing written, when the version that is there is not `state.version - 1`. */
  replace(carrier: string, state: TrunkState): Promise<boolean>;
}

/** A call that wants a place on a carrier's trunk. */
export interface SlotWanted {
  carrier: string;
  reference: string;
  limits: TrunkLimits;
  /** How long the call can last at the most, its ringing included. */
  lastsMs: number;
}

/** A place on a trunk, and the moment at which the carrier may be asked. */
export interface Slot {
  /** Milliseconds since the epoch. */
  at: number;
  /**
   * Waits for the moment, and for another one where it has passed already; `at` is then the one that was met.
   *
   * @returns false where there is none soon: then the carrier may not be asked.
   */
  begin(): Promise<boolean>;
}

export interface SlotPorts {
  trunks: TrunkStates;
  dials: Pick<DialStore, 'find'>;
  clock: Clock;
}

/** A place is taken so much before its moment, for what has to be settled until then. */
const LEAD_MS = 300;
/** The carrier is asked so much after the moment at the latest. Moments lie so much further apart. */
const TOLERANCE_MS = 50;
/** Who comes too late for a moment takes another one, so many times at the most. */
const MOST_AGAIN = 3;
/** Who would have to wait longer is told so instead. */
const LONGEST_WAIT_MS = 1500;
/** Each attempt that fails means that another call has got its place. */
const ATTEMPTS = 20;

/**
 * Takes a place on a trunk. Calls are spread evenly over the second, so that no second ever has more of them than the
 * carrier takes. The place is free again when the carrier has told how the call ended, or when it must be over.
 *
 * @throws GuardError when the trunk is full, or too many others are before.
 */
export async function takeSlot(wanted: SlotWanted, ports: SlotPorts): Promise<Slot> {
  const { clock } = ports;
  const slot: Slot = {
    at: await reserve(wanted, LEAD_MS, ports),
    async begin() {
      for (let again = 0; ; again++) {
        await clock.sleep(Math.max(0, slot.at - clock.now()));
        if (clock.now() <= slot.at + TOLERANCE_MS) return true;
        if (again === MOST_AGAIN) return false;
        try {
          // To write takes its time, too.
          slot.at = await reserve(wanted, LEAD_MS, ports);
        } catch (error) {
          if (error instanceof GuardError) return false;
          throw error;
        }
      }
    },
  };
  return slot;
}

/** @returns how many calls of ours a carrier has now. */
export async function callsOnTrunk(carrier: string, ports: SlotPorts): Promise<number> {
  const { calls } = await ports.trunks.read(carrier);
  return Object.keys(await goingOn(calls, 0, ports)).length;
}

async function reserve(
  { carrier, reference, limits, lastsMs }: SlotWanted,
  leadMs: number,
  ports: SlotPorts,
): Promise<number> {
  const { trunks, clock } = ports;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { version, nextAt, calls } = await trunks.read(carrier);
    const { [reference]: _, ...others } = calls;
    const going = await goingOn(others, limits.callsAtOnce, ports);
    if (Object.keys(going).length >= limits.callsAtOnce) throw full(carrier, limits);
    const now = clock.now();
    const at = Math.max(now + leadMs, nextAt);
    if (at - now > LONGEST_WAIT_MS) throw tooFast(carrier, limits, at - now - leadMs);
    const taken = {
      version: version + 1,
      nextAt: at + Math.ceil((1000 + TOLERANCE_MS) / limits.callsPerSecond),
      calls: { ...going, [reference]: at + lastsMs },
    };
    if (await trunks.replace(carrier, taken)) return at;
  }
  throw tooFast(carrier, limits, LONGEST_WAIT_MS);
}

/** The calls that are not over. What became of them is looked up only where the trunk is full. */
async function goingOn(
  calls: TrunkState['calls'],
  most: number,
  { dials, clock }: SlotPorts,
): Promise<TrunkState['calls']> {
  const now = clock.now();
  const possible = Object.entries(calls).filter(([, until]) => until > now);
  if (possible.length < most) return Object.fromEntries(possible);
  const known = await Promise.all(possible.map(async ([reference]) => dials.find(reference)));
  // A place of which there is no record is of a call that is about to be asked for.
  return Object.fromEntries(possible.filter((_, i) => !known[i] || endOfDial(known[i], now) === 'not over'));
}

function full(carrier: string, { callsAtOnce }: TrunkLimits): GuardError {
  return new GuardError(
    'calls-at-once',
    `carrier ${carrier} has its ${callsAtOnce} calls at once; ask again when one has ended, or raise callsAtOnce under ` +
      `outbound.carriers.${carrier} if the carrier takes more`,
    5000,
  );
}

function tooFast(carrier: string, { callsPerSecond }: TrunkLimits, waitMs: number): GuardError {
  return new GuardError(
    'calls-per-second',
    `carrier ${carrier} is asked for more than ${callsPerSecond} calls a second; ask again later, or raise ` +
      `callsPerSecond under outbound.carriers.${carrier} if the carrier takes more`,
    waitMs,
  );
}
