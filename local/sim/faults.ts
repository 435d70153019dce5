import * as z from 'zod';
import type { Clock, Providers } from '../../lambda/core/ports';
import { MISBEHAVIOURS, misbehaving } from './misbehave';

const times = z.int().min(1).max(1000).default(1).describe('How often, from the first time on.');

/** Something that goes wrong in a call on purpose. */
export const fault = z
  .discriminatedUnion('in', [
    z.strictObject({
      in: z.enum(['stt', 'llm', 'tts']),
      does: z.enum(MISBEHAVIOURS).describe('What it does in place of its work.'),
      times,
    }),
    z.strictObject({
      in: z.literal('worker'),
      does: z.literal('die').describe('The turn worker stops without a word.'),
      times,
    }),
    z.strictObject({ in: z.literal('tables'), does: z.literal('fail'), times }),
    z.strictObject({
      in: z.enum(['bus', 'webhook']).describe('Who is told of the end of the call.'),
      does: z.literal('fail'),
      times,
    }),
    z.strictObject({
      in: z.literal('events'),
      does: z.literal('repeat').describe('Every event comes twice.'),
    }),
  ])
  .describe('Something that goes wrong.');
export type Fault = z.infer<typeof fault>;

/** Hands out the faults of one kind until they are used up. */
export class Faults {
  private readonly left: { fault: Fault; times: number }[];

  constructor(faults: readonly Fault[] = []) {
    this.left = faults.map((one) => ({ fault: one, times: 'times' in one ? one.times : Infinity }));
  }

  /** @returns what goes wrong in this place this time, or undefined. */
  next(place: Fault['in']): Fault['does'] | undefined {
    const due = this.left.find(({ fault, times }) => fault.in === place && times > 0);
    if (!due) return undefined;
    due.times--;
    return due.fault.does;
  }
}

/** Providers that fail as a scenario says. */
export function withFaults(providers: Providers, faults: Faults, clock: Clock): Providers {
  return misbehaving(providers, (port) => faults.next(port), clock);
}
