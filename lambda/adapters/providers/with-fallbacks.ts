import type { Agent } from '../../core/agents/agent';
import type { ProviderFallbacks } from '../../core/agents/provider-fallbacks';
import type { Port, ProviderReference } from '../../core/agents/provider-reference';
import type { Clock, Log, Providers, ProvidersOf } from '../../core/ports';
import type { Asking, Attempt, Candidate } from '../../core/providers/attempt';
import type { Breakers } from '../../core/providers/breakers';
import { languageModelOf } from '../../core/providers/language-model';
import { observed } from '../../core/providers/observed';
import { speechToTextOf } from '../../core/providers/speech-to-text';
import { ReplyVoice } from '../../core/providers/text-to-speech';

/**
 * Builds an agent's providers for one reply, to which a voice that was given up stays given up. A port for
 * which the agent names no other provider is the provider's own, without a time-out and without a breaker,
 * because there is nothing to gain from either.
 *
 * @param onAttempt told of every attempt.
 */
export type ProvidersWithFallbacks = (
  agent: Pick<Agent, Port> & Partial<Pick<Agent, 'fallbacks'>>,
  onAttempt?: (attempt: Attempt) => void,
) => Promise<Providers>;

export interface FallbackDeps {
  /** Builds each provider once. */
  providers: ProvidersOf;
  breakers: Breakers;
  clock: Clock;
  log: Log;
}

export function withFallbacks(deps: FallbackDeps): ProvidersWithFallbacks {
  const { providers, log } = deps;
  return async ({ stt, llm, tts, fallbacks }, onAttempt) => {
    const references = { stt, llm, tts };
    const own = await providers(references);
    const alone = onAttempt ? observed(own, references, deps.clock, onAttempt) : own;
    if (!fallbacks) return alone;

    const asking = askingOf(fallbacks, deps, (attempt) => {
      if (isFailure(attempt)) log.warn('a provider was given up', { ...attempt });
      onAttempt?.(attempt);
    });
    // Built when it is asked, so that one which cannot be built fails as any other does.
    const build = async <P extends Port>(port: P, reference: ProviderReference) =>
      (await providers({ ...references, [port]: reference }))[port];

    const ears = candidatesOf(stt, own.stt, fallbacks.stt, (reference) => ({
      transcribe: async (request) => (await build('stt', reference)).transcribe(request),
    }));
    const minds = candidatesOf(llm, own.llm, fallbacks.llm, (reference) => ({
      reply: async function* (request) {
        yield* (await build('llm', reference)).reply(request);
      },
    }));
    const voices = candidatesOf(tts, own.tts, fallbacks.tts.map(referenceOf), (reference) => ({
      speak: async (request) => {
        const voice = { ...request.voice, tts: reference, voice: voiceFor(reference, fallbacks) };
        return (await build('tts', reference)).speak({ ...request, voice });
      },
    }));
    return {
      ...(own.prepare && { prepare: () => own.prepare!() }),
      stt: ears.length > 1 ? speechToTextOf(ears, asking('stt')) : alone.stt,
      llm: minds.length > 1 ? languageModelOf(minds, asking('llm')) : alone.llm,
      tts: voices.length > 1 ? new ReplyVoice(voices, asking('tts')) : alone.tts,
    };
  };
}

type SpareVoice = ProviderFallbacks['tts'][number];

function referenceOf(spare: SpareVoice): ProviderReference {
  return typeof spare === 'string' ? spare : spare.use;
}

/** @returns undefined for the provider's standard voice. */
function voiceFor(reference: ProviderReference, { tts }: ProviderFallbacks): string | undefined {
  const spare = tts.find((one) => referenceOf(one) === reference);
  return typeof spare === 'object' ? spare.voice : undefined;
}

/** The agent's own provider, then the others, each once. */
function candidatesOf<P>(
  reference: ProviderReference,
  own: P,
  others: readonly ProviderReference[],
  port: (reference: ProviderReference) => P,
): Candidate<P>[] {
  const spares = [...new Set(others)].filter((spare) => spare !== reference);
  return [{ reference, port: own }, ...spares.map((spare) => ({ reference: spare, port: port(spare) }))];
}

function askingOf(
  { afterSeconds }: ProviderFallbacks,
  { breakers, clock }: FallbackDeps,
  onAttempt: (attempt: Attempt) => void,
): (port: Port) => Asking {
  return (port) => ({ port, patienceMs: afterSeconds[port] * 1000, clock, breakers, onAttempt });
}

function isFailure({ outcome }: Attempt): boolean {
  return outcome !== 'answered' && outcome !== 'stopped';
}
