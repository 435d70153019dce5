import {
  PutEventsCommand,
  type EventBridgeClient,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { ByonError } from '../core/errors';

/**
 * Puts events on the default bus of the account and region.
 *
 * @throws when the bus has not taken all of them; then it may have taken some.
 */
export async function putEvents(
  client: EventBridgeClient,
  Entries: PutEventsRequestEntry[],
  signal?: AbortSignal,
): Promise<void> {
  const answer = await client.send(new PutEventsCommand({ Entries }), { abortSignal: signal });
  // A refused event is answered with 200 all the same.
  const refusal = answer.Entries?.find(({ ErrorCode }) => ErrorCode !== undefined);
  if ((answer.FailedEntryCount ?? 0) === 0 && !refusal) return;
  throw new ByonError(`EventBridge has refused the event (${refusal?.ErrorCode ?? 'no reason given'})`);
}
