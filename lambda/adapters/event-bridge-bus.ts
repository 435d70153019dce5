import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { ByonError } from '../core/errors';
import { CALL_ENDED, type CallEnded } from '../core/memory/call-ended';
import type { EventBus } from '../core/memory/ports';

/** The default event bus of the account and region. */
export class EventBridgeBus implements EventBus {
  constructor(
    private readonly options: {
      client: EventBridgeClient;
      /** ARN that tells the events of this stack from those of another, among the event's resources. */
      resource: string;
    },
  ) {}

  async send(event: CallEnded, signal: AbortSignal): Promise<void> {
    const { client, resource } = this.options;
    const entry = {
      Source: CALL_ENDED.source,
      DetailType: CALL_ENDED.detailType,
      Detail: JSON.stringify(event),
      Resources: [resource],
    };
    const { FailedEntryCount = 0, Entries = [] } = await client.send(
      new PutEventsCommand({ Entries: [entry] }),
      { abortSignal: signal },
    );
    // A refused event is answered with 200 all the same.
    const refusal = Entries.find(({ ErrorCode }) => ErrorCode !== undefined);
    if (FailedEntryCount === 0 && !refusal) return;
    throw new ByonError(`EventBridge has refused the event (${refusal?.ErrorCode ?? 'no reason given'})`);
  }
}
