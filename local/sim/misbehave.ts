import { voiceWav } from '../../lambda/adapters/audio/voice-wav';
import type { Port } from '../../lambda/core/agents/provider-reference';
import { ProviderError } from '../../lambda/core/errors';
import type { Clock, Providers } from '../../lambda/core/ports';

/** What a provider may do instead of its work. Those of one port only stand in {@link MISBEHAVIOURS}. */
export const MISBEHAVIOURS = [
  'fail',
  'unauthorised',
  'rate-limited',
  'hang',
  'slow',
  /** Stops in the middle, or before the only answer. */
  'stall',
  /** Hears or says nothing. */
  'empty',
  /** A model: answers at once, without a word in it, and no more. */
  'brown-out',
  /** A model: the connection is gone in the middle. */
  'break',
  /** A model: what it says is held back by a content filter. */
  'filter',
  /** A voice: sends what is no audio. */
  'garbage',
] as const;
export type Misbehaviour = (typeof MISBEHAVIOURS)[number];

const NEVER_MS = 3_600_000;
const SLOW_MS = 5000;
const RETRY_AFTER_MS = 20_000;
/** Parts that a model has streamed when it stops in the middle. */
const MIDDLE = 12;

/**
 * Providers that do their work, but for when they are told otherwise.
 *
 * @param next asked before each piece of work: what is done instead, if anything.
 */
export function misbehaving(
  providers: Providers,
  next: (port: Port) => string | undefined,
  clock: Clock,
): Providers {
  const meet = async (port: Port, signal: AbortSignal): Promise<string | undefined> => {
    const does = next(port);
    if (does === 'fail') throw new ProviderError('sim', 'unavailable', `the ${port} was told to fail`);
    if (does === 'unauthorised') throw new ProviderError('sim', 'unauthorised', 'the key was refused');
    if (does === 'rate-limited') {
      const retry = { retryAfterMs: RETRY_AFTER_MS };
      throw new ProviderError('sim', 'rate-limited', 'too many requests', retry);
    }
    if (does === 'hang') await hang(clock, signal);
    if (does === 'slow') await clock.sleep(SLOW_MS, signal);
    if (does === 'stall' && port !== 'llm') await hang(clock, signal);
    signal.throwIfAborted();
    return does;
  };
  return {
    stt: {
      transcribe: async (request) => {
        const does = await meet('stt', request.signal);
        return does === 'empty' ? { text: '' } : providers.stt.transcribe(request);
      },
    },
    llm: {
      async *reply(request) {
        const does = await meet('llm', request.signal);
        if (does === 'empty') return;
        if (does === 'brown-out') {
          yield { type: 'text', text: '\n' };
          await hang(clock, request.signal);
        }
        let sent = 0;
        for await (const part of providers.llm.reply(request)) {
          if (++sent > MIDDLE && does === 'stall') await hang(clock, request.signal);
          if (sent > MIDDLE && does === 'break') throw new ProviderError('sim', 'unavailable', 'cut off');
          if (sent > 1 && does === 'filter') throw new ProviderError('sim', 'refused', 'filtered');
          yield part;
        }
      },
    },
    tts: {
      speak: async (request) => {
        const does = await meet('tts', request.signal);
        return does === 'garbage' ? voiceWav(Buffer.from('no audio'), 'sim') : providers.tts.speak(request);
      },
    },
  };
}

async function hang(clock: Clock, signal: AbortSignal): Promise<never> {
  await clock.sleep(NEVER_MS, signal);
  throw new ProviderError('sim', 'timeout', 'no answer');
}
