import * as z from 'zod';
import { makeAttempt, type AttemptPorts } from './attempt';

/** As Amazon SQS hands messages over, as far as they are read. */
const sqsEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

/** What a message says: `Attempt`. */
const attempt = z.strictObject({ campaign: z.string(), callee: z.string(), attempt: z.int().min(1) });

/** Which messages are to come again. */
export interface BatchAnswer {
  batchItemFailures: { itemIdentifier: string }[];
}

/** Makes the attempts of a batch at once, each on its own. */
export function createAttemptWorker(ports: AttemptPorts): (event: unknown) => Promise<BatchAnswer> {
  return async (event) => {
    const { Records } = sqsEvent.parse(event);
    const failed = await Promise.all(
      Records.map(async ({ messageId, body }) => {
        try {
          await makeAttempt(attempt.parse(JSON.parse(body)), ports);
          return [];
        } catch (error) {
          ports.log.error('attempt not made', { messageId, error });
          return [{ itemIdentifier: messageId }];
        }
      }),
    );
    return { batchItemFailures: failed.flat() };
  };
}
