import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Random } from '../chaos/random';
import type { LocalClock } from '../clock';

export interface QueuePorts {
  clock: LocalClock;
  random: Random;
  /** How often a message comes twice, from 0 to 1. */
  twice: number;
  struck: (fault: string) => void;
  /** @returns whether the worker is done with the message; false or never: it comes again. */
  work: (body: string) => Promise<boolean>;
}

const ARRIVES_MS = [5, 250] as const;
const AGAIN_MS = [100, 40_000] as const;
/** As the deployed queue has it (lib/outbound/campaigns.ts). */
const HIDDEN_MS = 360_000;
const MOST_RECEIVES = 5;

/** A standard queue in memory: each message comes at least once, in no order, until a worker is done with it. */
export class MemoryQueue {
  /** Messages that no worker was done with. */
  readonly dead: string[] = [];

  constructor(private readonly ports: QueuePorts) {}

  /** @returns a client of it, for the one command that is sent. */
  client(): SQSClient {
    const send = async (command: unknown) => {
      if (!(command instanceof SendMessageBatchCommand)) throw new Error('only batches are taken here');
      for (const { MessageBody, DelaySeconds = 0 } of command.input.Entries ?? []) {
        this.take(MessageBody!, DelaySeconds * 1000);
      }
      return {};
    };
    return { send } as unknown as SQSClient;
  }

  private take(body: string, delayMs: number): void {
    const { random, twice, struck } = this.ports;
    void this.deliver(body, delayMs + random.int(...ARRIVES_MS));
    if (!random.chance(twice)) return;
    struck('queue: message twice');
    void this.deliver(body, delayMs + random.int(...AGAIN_MS));
  }

  private async deliver(body: string, afterMs: number): Promise<void> {
    const { clock, work } = this.ports;
    await clock.sleep(afterMs);
    for (let receives = 1; receives <= MOST_RECEIVES; receives++) {
      const from = clock.now();
      if (await work(body)) return;
      await clock.sleep(from + HIDDEN_MS - clock.now());
    }
    this.dead.push(body);
  }
}
