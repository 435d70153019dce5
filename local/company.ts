import type { CallEnded } from '../lambda/core/memory/call-ended';
import type { EventBus, Webhooks } from '../lambda/core/memory/ports';
import { WebhookError } from '../lambda/core/memory/webhook-error';
import type { Clock } from '../lambda/core/ports';
import type { Faults } from './sim/faults';

/** Who is told of the end of calls: an event bus and web services, none of which leaves this machine. */
export class Company {
  /** What the event bus has taken. */
  readonly events: CallEnded[] = [];
  /** Every request to a webhook, also those that it did not take. */
  readonly requests: { url: string; event: CallEnded; taken: boolean }[] = [];

  constructor(private readonly faults: Faults) {}

  readonly bus: EventBus = {
    send: async (event) => {
      if (this.faults.next('bus')) throw new Error('the event bus was told to fail');
      this.events.push(copy(event));
    },
  };

  readonly webhooks: Webhooks = {
    send: async (event, { url }) => {
      const taken = this.faults.next('webhook') === undefined;
      this.requests.push({ url, event: copy(event), taken });
      if (!taken) throw new WebhookError(true, 'it was told to fail');
    },
  };
}

function copy(event: CallEnded): CallEnded {
  return JSON.parse(JSON.stringify(event)) as CallEnded;
}

/** When Lambda tries an asynchronous invocation again that has failed. */
const AGAIN_AFTER_MS = [60_000, 120_000];

/**
 * Runs a job as Lambda does that nobody waits for.
 *
 * @returns false for a job that has failed three times and is laid aside.
 */
export async function asLambdaDoes(run: () => Promise<void>, clock: Clock): Promise<boolean> {
  for (let attempt = 0; ; attempt++) {
    try {
      await run();
      return true;
    } catch {
      const pause = AGAIN_AFTER_MS[attempt];
      if (pause === undefined) return false;
      await clock.sleep(pause);
    }
  }
}
