import { NotFoundError } from '../../lambda/core/errors';
import type { AudioStore } from '../../lambda/core/ports';

/** Audio objects in memory. What goes in and out is copied. */
export class InMemoryAudioStore implements AudioStore {
  readonly objects = new Map<string, Uint8Array>();
  /** Keys that cannot be written. */
  readonly broken = new Set<string>();
  /** How often each key was asked for. */
  readonly reads = new Map<string, number>();

  async read(key: string): Promise<Uint8Array> {
    this.reads.set(key, (this.reads.get(key) ?? 0) + 1);
    const wav = this.objects.get(key);
    if (!wav) throw new NotFoundError(`there is no object ${key}`);
    return Uint8Array.from(wav);
  }

  async write(key: string, wav: Uint8Array): Promise<void> {
    if (this.broken.has(key)) throw new Error(`the object ${key} cannot be written`);
    this.objects.set(key, Uint8Array.from(wav));
  }
}
