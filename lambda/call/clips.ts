import { clipOf, type Clip } from '../adapters/clip-of';
import type { VoiceOf } from '../core/agents/agent';
import type { CallStore, Clock, TurnStarter } from '../core/ports';
import { ringbackOf } from '../core/speech/ringback';

const LOOK_EVERY_MS = 25;

/** The phrases of agents as audio in their own voices: which of them there are, and having the others made. */
export class Clips {
  /** Clips seen before. They never expire, so what was there once still is, unless playing it fails. */
  private readonly known = new Set<string>();

  constructor(private readonly ports: { store: CallStore; turns: TurnStarter; clock: Clock }) {}

  clip(text: string, voice: VoiceOf): Clip {
    return clipOf(text, voice);
  }

  /** Has those of the clips made that are not there yet, and the ringing tone. Does not wait for them. */
  async prepare(clips: Clip[], voice: VoiceOf): Promise<void> {
    const ringback = ringbackOf(voice.language).key;
    await this.lookFor([...clips.map(({ key }) => key), ringback]);
    const missing = clips.filter(({ key }) => !this.known.has(key));
    if (missing.length === 0 && this.known.has(ringback)) return;
    await this.ports.turns.start({ kind: 'render', voice, clips: missing });
  }

  /** @returns whether the clip is there, once it is, or at `until` at the latest. */
  async ready(key: string, until: number): Promise<boolean> {
    for (;;) {
      await this.lookFor([key]);
      if (this.known.has(key)) return true;
      const left = until - this.ports.clock.now();
      if (left <= 0) return false;
      await this.ports.clock.sleep(Math.min(LOOK_EVERY_MS, left));
    }
  }

  /** A clip could not be played: it will be made anew. */
  async forget(key: string): Promise<void> {
    this.known.delete(key);
    await this.ports.store.forgetClip(key);
  }

  private async lookFor(keys: string[]): Promise<void> {
    const unknown = keys.filter((key) => !this.known.has(key));
    if (unknown.length === 0) return;
    for (const key of (await this.ports.store.findClips(unknown)).keys()) this.known.add(key);
  }
}
