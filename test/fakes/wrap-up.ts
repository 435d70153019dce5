import type { CallEnded } from '../../lambda/core/memory/call-ended';
import type { Claim, EventBus, Webhooks, WrapUpLedger } from '../../lambda/core/memory/ports';
import type { InMemoryCallStore } from './ports';

/** Claims in the records of a store in memory, under the same conditions as in the table. */
export class InMemoryWrapUpLedger implements WrapUpLedger {
  constructor(private readonly store: InMemoryCallStore) {}

  async claim({ callId, by, now, until }: Claim): ReturnType<WrapUpLedger['claim']> {
    const record = this.store.calls.get(callId);
    if (!record) return 'unknown';
    if (record.wrappedUpAt !== undefined) return 'done';
    if (record.wrapUpBy !== by && (record.wrapUpUntil ?? 0) > now) return 'held';
    await this.store.saveCall({ callId, wrapUpBy: by, wrapUpUntil: until });
    return 'claimed';
  }
}

/** Takes events, but for those sendings that a test wants to fail, one error each. */
export class RecordingBus implements EventBus {
  readonly events: CallEnded[] = [];
  failures: Error[] = [];

  async send(event: CallEnded): Promise<void> {
    const failure = this.failures.shift();
    if (failure) throw failure;
    this.events.push(onTheWire(event));
  }
}

/** The same for webhooks; requests that failed are kept, too. */
export class RecordingWebhooks implements Webhooks {
  readonly requests: { event: CallEnded; url: string }[] = [];
  failures: Error[] = [];

  async send(event: CallEnded, { url }: Parameters<Webhooks['send']>[1]): Promise<void> {
    this.requests.push({ event: onTheWire(event), url });
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}

function onTheWire(event: CallEnded): CallEnded {
  return JSON.parse(JSON.stringify(event)) as CallEnded;
}
