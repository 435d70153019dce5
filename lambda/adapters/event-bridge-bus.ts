import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { CALL_ENDED, type CallEnded } from '../core/memory/call-ended';
import type { EventBus } from '../core/memory/ports';
import { putEvents } from './put-events';

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
    await putEvents(client, [entry], signal);
  }
}
