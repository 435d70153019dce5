import { ByonError } from '../core/errors';
import type { CustomResourceEvent } from './event';
import type { Patience } from './patience';
import type { Put } from './put';
import type { ResourceResult } from './resource-kind';

/** CloudFormation's limit of the whole body. */
const LONGEST_BODY_BYTES = 4096;
/** Leaves room for the ids, in the longest script of Unicode. */
const LONGEST_REASON_CHARACTERS = 800;

export type Answer =
  { status: 'SUCCESS'; result: ResourceResult } | { status: 'FAILED'; physicalId: string; reason: string };

/**
 * The body that CloudFormation expects.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export function bodyOf(event: CustomResourceEvent, answer: Answer): string {
  const { StackId, RequestId, LogicalResourceId } = event;
  const about = { StackId, RequestId, LogicalResourceId };
  if (answer.status === 'FAILED') {
    const { physicalId, reason } = answer;
    return JSON.stringify({
      Status: 'FAILED',
      Reason: cut(reason),
      PhysicalResourceId: physicalId,
      ...about,
    });
  }
  const { physicalId, data } = answer.result;
  const body = JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: physicalId, ...about, Data: data });
  if (Buffer.byteLength(body) <= LONGEST_BODY_BYTES) return body;
  const reason = `the resource's attributes make an answer of more than ${LONGEST_BODY_BYTES} bytes; give it fewer`;
  return bodyOf(event, { status: 'FAILED', physicalId, reason });
}

function cut(reason: string): string {
  return reason.length <= LONGEST_REASON_CHARACTERS
    ? reason
    : `${reason.slice(0, LONGEST_REASON_CHARACTERS - 1)}…`;
}

/** A fault of the way there, or of the other side: worth another attempt. */
class Undelivered extends ByonError {
  override readonly name = 'Undelivered';
}

/**
 * Hands the body to CloudFormation.
 *
 * @returns false when it was refused, which no other attempt mends.
 * @throws when the time was over before it got there.
 */
export function deliver(url: string, body: string, put: Put, time: Patience): Promise<boolean> {
  return time.attempt({
    what: "the answer's delivery to CloudFormation",
    call: async () => {
      const { status } = await put(url, body).catch((error: unknown) => {
        // Without its cause and message: they may hold the address, which is a credential.
        throw new Undelivered(error instanceof Error ? error.name : 'no connection');
      });
      if (status >= 500) throw new Undelivered(`status ${status}`);
      return status < 300;
    },
    worth: () => Infinity,
  });
}
