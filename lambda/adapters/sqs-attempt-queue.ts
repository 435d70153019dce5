import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { ByonError } from '../core/errors';
import type { Attempt, AttemptQueue } from '../core/outbound/campaign/ports';

/** Amazon SQS takes so many messages at once, and keeps one back for whole seconds, 900 at most. */
const AT_ONCE = 10;
const MOST_SECONDS = 900;

/** A standard queue of Amazon SQS. */
export class SqsAttemptQueue implements AttemptQueue {
  constructor(private readonly options: { client: SQSClient; url: string }) {}

  async send(attempts: readonly { attempt: Attempt; afterMs: number }[]): Promise<void> {
    const { client, url } = this.options;
    for (let from = 0; from < attempts.length; from += AT_ONCE) {
      const Entries = attempts.slice(from, from + AT_ONCE).map(({ attempt, afterMs }, i) => ({
        Id: String(i),
        MessageBody: JSON.stringify(attempt),
        DelaySeconds: Math.min(MOST_SECONDS, Math.floor(afterMs / 1000)),
      }));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
      // Refused messages are answered with 200 all the same. The pacer sends what does not arrive again.
      if (Failed.length > 0)
        throw new ByonError(`SQS has refused ${Failed.length} messages (${Failed[0]!.Code})`);
    }
  }
}
