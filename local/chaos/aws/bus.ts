import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { callEnded, type CallEnded } from '../../../lambda/core/memory/call-ended';
import type { Witness } from '../witness';
import type { ServiceClient } from './service';

/** An event bus in memory. */
export class MemoryBus {
  /** What it has taken, oldest first: an event that was sent twice is here twice. */
  readonly events: CallEnded[] = [];

  constructor(private readonly witness: Witness) {}

  serve({ input: { Entries = [] } }: PutEventsCommand): object {
    for (const { Detail = '' } of Entries) {
      this.witness.saw('an event', Detail);
      this.events.push(callEnded.parse(JSON.parse(Detail)));
    }
    return { FailedEntryCount: 0, Entries: Entries.map((_, i) => ({ EventId: String(i) })) };
  }
}

/** What the bus answers to an event that it does not take: 200, with the reason. */
const REFUSED = { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] };

/** @param refuses asked before each event. */
export function eventBridgeClient(
  bus: MemoryBus,
  client: ServiceClient,
  refuses: () => boolean,
): EventBridgeClient {
  const send = async (command: unknown) => {
    if (!(command instanceof PutEventsCommand)) throw new Error('only events are taken here');
    return client.ask(() => (refuses() ? REFUSED : bus.serve(command)));
  };
  return { send } as unknown as EventBridgeClient;
}
