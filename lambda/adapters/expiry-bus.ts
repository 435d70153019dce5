import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DLT_EXPIRING, type DltExpiring } from '../core/compliance/expiry-news';
import type { ExpiryBus } from '../core/compliance/expiry-ports';
import { putEvents } from './put-events';

/** Events of registrations on the default event bus of the account and region. */
export class EventBridgeExpiryBus implements ExpiryBus {
  constructor(
    private readonly options: {
      client: EventBridgeClient;
      /** ARN that tells the events of this registry from those of another, among the event's resources. */
      resource: string;
    },
  ) {}

  async send(events: readonly DltExpiring[]): Promise<void> {
    const { client, resource } = this.options;
    const entries = events.map((event) => ({
      Source: DLT_EXPIRING.source,
      DetailType: DLT_EXPIRING.detailType,
      Detail: JSON.stringify(event),
      Resources: [resource],
    }));
    await putEvents(client, entries);
  }
}
