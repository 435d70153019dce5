import * as z from 'zod';
import { ByonError } from '../errors';

/** `DIALREQUEST#<reference> / DIALREQUEST`: that a dial was asked for. Kept for ever, and names nobody. */
export const requestRecord = z.strictObject({
  reference: z.string(),
  content: z.string().describe('Hash of what was asked for.'),
  at: z.int().describe('When it was asked for first. Milliseconds since the epoch.'),
});
export type RequestRecord = z.infer<typeof requestRecord>;

export interface DialRequests {
  /** Notes a request, unless one of this reference was noted before. @returns the one that was noted first. */
  open(record: RequestRecord): Promise<RequestRecord>;
}

/** A request is at odds with an earlier one, or with where its call stands. Nothing was dialled. */
export class ConflictError extends ByonError {
  override readonly name = 'ConflictError';

  constructor(
    readonly conflict: 'key-used-otherwise' | 'key-too-old' | 'key-too-late' | 'cannot-end',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
