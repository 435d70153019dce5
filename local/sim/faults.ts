import * as z from 'zod';
import { ProviderError } from '../../lambda/core/errors';
import type { Clock, LanguageModel, Providers, SpeechToText, TextToSpeech } from '../../lambda/core/ports';

const times = z.int().min(1).max(1000).default(1).describe('How often, from the first time on.');

/** Something that goes wrong in a call on purpose. */
export const fault = z
  .discriminatedUnion('in', [
    z.strictObject({
      in: z.enum(['stt', 'llm', 'tts']),
      does: z.enum(['fail', 'hang', 'stall']).describe('fail at once, never answer, or stop in the middle.'),
      times,
    }),
    z.strictObject({
      in: z.literal('worker'),
      does: z.literal('die').describe('The turn worker stops without a word.'),
      times,
    }),
    z.strictObject({ in: z.literal('tables'), does: z.literal('fail'), times }),
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

const NEVER_MS = 3_600_000;

/** Providers that fail as a scenario says. */
export function withFaults(providers: Providers, faults: Faults, clock: Clock): Providers {
  /** Fails or hangs; a call that stalls goes on and stops later. */
  const meet = async (place: 'stt' | 'llm' | 'tts', signal: AbortSignal) => {
    const does = faults.next(place);
    if (does === 'fail') throw new ProviderError('sim', 'unavailable', `the ${place} was told to fail`);
    if (does === 'hang') await hang(clock, signal);
    return does;
  };
  return {
    stt: {
      transcribe: async (request) => {
        if ((await meet('stt', request.signal)) === 'stall') await hang(clock, request.signal);
        return providers.stt.transcribe(request);
      },
    } satisfies SpeechToText,
    llm: {
      async *reply(request) {
        const does = await meet('llm', request.signal);
        let sent = 0;
        for await (const part of providers.llm.reply(request)) {
          if (does === 'stall' && ++sent > 12) await hang(clock, request.signal);
          yield part;
        }
      },
    } satisfies LanguageModel,
    tts: {
      speak: async (request) => {
        if ((await meet('tts', request.signal)) === 'stall') await hang(clock, request.signal);
        return providers.tts.speak(request);
      },
    } satisfies TextToSpeech,
  };
}

async function hang(clock: Clock, signal: AbortSignal): Promise<never> {
  await clock.sleep(NEVER_MS, signal);
  throw new ProviderError('sim', 'timeout', 'no answer');
}
