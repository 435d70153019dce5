import type { Port, ProviderReference } from '../agents/provider-reference';
import type { Clock, ModelPart, Providers } from '../ports';
import type { Attempt } from './attempt';
import { kindOf } from './failure';
import { isUseful } from './held-parts';

/**
 * Providers that are asked as they are, and each attempt told: once there is an answer, of a model its first
 * useful word, or once there will be none.
 */
export function observed(
  providers: Providers,
  references: Readonly<Record<Port, ProviderReference>>,
  clock: Clock,
  onAttempt: (attempt: Attempt) => void,
): Providers {
  const begin = (port: Port, signal: AbortSignal) => {
    const startedAt = clock.now();
    let told = false;
    const stopped = () => tell('stopped');
    // A provider that hangs does not heed it either.
    signal.addEventListener('abort', stopped, { once: true });
    const tell = (outcome: Attempt['outcome']) => {
      signal.removeEventListener('abort', stopped);
      if (told) return;
      told = true;
      onAttempt({ port, provider: references[port], ms: clock.now() - startedAt, outcome });
    };
    return {
      answered: () => tell('answered'),
      failed: (error: unknown) => tell(signal.aborted ? 'stopped' : kindOf(error)),
      stopped,
    };
  };
  const once = async <T>(port: Port, signal: AbortSignal, ask: () => Promise<T>): Promise<T> => {
    const attempt = begin(port, signal);
    try {
      const answer = await ask();
      attempt.answered();
      return answer;
    } catch (error) {
      attempt.failed(error);
      throw error;
    }
  };
  return {
    ...(providers.prepare && { prepare: () => providers.prepare!() }),
    stt: { transcribe: (request) => once('stt', request.signal, () => providers.stt.transcribe(request)) },
    llm: {
      async *reply(request): AsyncGenerator<ModelPart> {
        const attempt = begin('llm', request.signal);
        try {
          for await (const part of providers.llm.reply(request)) {
            if (isUseful(part)) attempt.answered();
            yield part;
          }
          attempt.answered();
        } catch (error) {
          attempt.failed(error);
          throw error;
        } finally {
          attempt.stopped();
        }
      },
    },
    tts: { speak: (request) => once('tts', request.signal, () => providers.tts.speak(request)) },
  };
}
