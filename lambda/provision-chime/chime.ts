import type { ChimeSDKVoiceClient } from '@aws-sdk/client-chime-sdk-voice';
import type { Log } from '../core/ports';
import type { Patience } from '../custom-resource/patience';
import { explained, Refusal } from './explain';
import { faultOf, SETTLED, type Worth } from './faults';

export interface Call<T> {
  /** The API's name of the operation. */
  operation: string;
  /** For messages, as in `Voice Connector abc`. No personal data. */
  about: string;
  send: (client: ChimeSDKVoiceClient) => Promise<T>;
  /** Default: SETTLED. */
  worth?: Worth;
  /** Looks, before another attempt, whether the failed one took effect after all. */
  already?: (error: unknown) => Promise<T | undefined>;
}

/** Amazon Chime SDK Voice in one region. The client must not retry: a Create is not idempotent. */
export class Chime {
  constructor(
    private readonly client: ChimeSDKVoiceClient,
    readonly region: string,
    private readonly log: Log,
  ) {}

  /** @throws Refusal, in plain words. */
  async call<T>(time: Patience, { operation, about, send, worth = SETTLED, already }: Call<T>): Promise<T> {
    try {
      return await time.attempt({
        what: `${operation} of ${about}`,
        call: () => send(this.client),
        worth: (error) => {
          const fault = faultOf(error);
          const worthMs = worth[fault] ?? 0;
          if (worthMs > 0) this.log.warn('Chime is asked again', { operation, fault });
          return worthMs;
        },
        ...(already ? { already } : {}),
      });
    } catch (error) {
      throw explained(error, operation, about);
    }
  }

  /** @returns undefined where the service says that there is no such thing. */
  async callUnlessMissing<T>(time: Patience, call: Call<T>): Promise<T | undefined> {
    try {
      return await this.call(time, call);
    } catch (error) {
      if (error instanceof Refusal && error.fault === 'missing') return undefined;
      throw error;
    }
  }

  /** All pages of a list. */
  async all<T>(
    time: Patience,
    operation: string,
    page: (
      client: ChimeSDKVoiceClient,
      from: string | undefined,
    ) => Promise<{ items: T[] | undefined; next: string | undefined }>,
  ): Promise<T[]> {
    const found: T[] = [];
    let from: string | undefined;
    do {
      const about = `this account in ${this.region}`;
      const { items, next } = await this.call(time, {
        operation,
        about,
        send: (client) => page(client, from),
      });
      found.push(...(items ?? []));
      from = next;
    } while (from);
    return found;
  }
}
