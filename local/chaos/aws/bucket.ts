import { GetObjectCommand, NoSuchKey, PutObjectCommand } from '@aws-sdk/client-s3';
import { NotFoundError } from '../../../lambda/core/errors';
import type { AudioStore, Clock } from '../../../lambda/core/ports';
import type { Weather } from '../faults/weather';
import type { Random } from '../random';

const LATE_MS = [100, 2500] as const;

/** An S3 bucket in memory, from both of its ends: ours, by commands, and that of Amazon Chime. */
export class MemoryBucket {
  private readonly objects = new Map<string, { bytes: Uint8Array; from: number }>();

  constructor(private readonly clock: Clock) {}

  put(key: string, bytes: Uint8Array, visibleAfterMs = 0): void {
    this.objects.set(key, { bytes, from: this.clock.now() + visibleAfterMs });
  }

  get(key: string): Uint8Array | undefined {
    const object = this.objects.get(key);
    return object && object.from <= this.clock.now() ? object.bytes : undefined;
  }

  /** @throws NoSuchKey; Error for a command that is not known here. */
  serve(command: unknown): object {
    if (command instanceof GetObjectCommand) {
      const bytes = this.get(command.input.Key!);
      if (!bytes) throw new NoSuchKey({ $metadata: {}, message: 'The specified key does not exist.' });
      return { Body: { transformToByteArray: () => Promise.resolve(bytes) } };
    }
    if (command instanceof PutObjectCommand) {
      this.put(command.input.Key!, command.input.Body as Uint8Array);
      return {};
    }
    throw new Error(`the bucket in memory knows no ${(command as object).constructor.name}`);
  }

  /** How Amazon Chime plays and records. */
  ofTheLine(weather: Weather, random: Random): AudioStore {
    return {
      read: async (key) => {
        const bytes = weather.next('playing') === 'miss' ? undefined : this.get(key);
        if (bytes) return bytes;
        throw new NotFoundError(`the bucket has no object ${key}`);
      },
      write: async (key, wav) => {
        const does = weather.next('recording');
        if (does === 'fail') throw new Error('access denied');
        this.put(key, wav, does === 'come late' ? random.int(...LATE_MS) : 0);
      },
    };
  }
}
