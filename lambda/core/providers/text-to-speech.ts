import type { TextToSpeech } from '../ports';
import { askOnce } from './ask-once';
import type { Admitted, Asking, Candidate } from './attempt';
import { nobodyLeft } from './failure';
import { inOrder } from './in-order';
import { orLate } from './or-late';

type Request = Parameters<TextToSpeech['speak']>[0];

/**
 * The voice of one reply: that of the first that can speak. A voice that fails is given up for the rest of the
 * reply, because a voice that changes and changes back is worse than another voice. Sentences after the one
 * that failed are begun anew with the next voice; those before it are let finish.
 */
export class ReplyVoice implements TextToSpeech {
  private readonly order: AsyncGenerator<Admitted<TextToSpeech>, void>;
  private readonly voices: Promise<Admitted<TextToSpeech> | undefined>[] = [];
  /** Index of the voice that speaks. */
  private current = 0;
  private sentences = 0;
  private readonly speaking = new Map<number, AbortController>();
  private readonly failures: unknown[] = [];

  constructor(
    candidates: readonly Candidate<TextToSpeech>[],
    private readonly asking: Asking,
  ) {
    this.order = inOrder(candidates, asking, asking.patienceMs);
  }

  async speak(request: Request): Promise<Uint8Array> {
    const sentence = this.sentences++;
    for (;;) {
      const index = this.current;
      const voice = await this.voiceAt(index);
      // Somebody else may have given it up meanwhile.
      if (index !== this.current) continue;
      if (!voice) return this.endWithout(request.signal);
      const speech = await this.speakWith(voice, index, sentence, request);
      if (speech) return speech;
    }
  }

  /** @returns undefined when this voice is given up. */
  private async speakWith(
    voice: Admitted<TextToSpeech>,
    index: number,
    sentence: number,
    request: Request,
  ): Promise<Uint8Array | undefined> {
    const changed = new AbortController();
    const signal = AbortSignal.any([request.signal, changed.signal]);
    this.speaking.set(sentence, changed);
    try {
      return await askOnce(voice, this.asking, signal, (port, wanted) =>
        port.speak({ ...request, signal: wanted }),
      );
    } catch (error) {
      request.signal.throwIfAborted();
      if (!changed.signal.aborted) this.giveUp(index, sentence, error);
      return undefined;
    } finally {
      this.speaking.delete(sentence);
    }
  }

  private giveUp(index: number, sentence: number, error: unknown): void {
    if (index !== this.current) return;
    this.current++;
    this.failures.push(error);
    for (const [later, changed] of this.speaking) if (later > sentence) changed.abort();
  }

  /** Each is admitted once a reply, so that a trial is one reply. */
  private voiceAt(index: number): Promise<Admitted<TextToSpeech> | undefined> {
    return (this.voices[index] ??= this.order.next().then(({ value }) => value ?? undefined));
  }

  private async endWithout(signal: AbortSignal): Promise<never> {
    await orLate(this.asking.breakers.told(), { signal });
    throw nobodyLeft('tts', this.failures);
  }
}
