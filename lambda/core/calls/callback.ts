import * as z from 'zod';
import { identifier } from '../agents/identifier';
import { e164 } from '../numbers/e164';
import { callOutcome } from '../outbound/campaign/callee';

/** `CALLBACK#<number> / CALL#<callId>`: a caller wants to be called back. Kept until some time after it is due. */
export const callbackRecord = z.strictObject({
  number: e164.describe('Who wants to be called.'),
  companyNumber: e164.optional().describe("The company's number that they had called."),
  agent: identifier,
  callId: z.string(),
  at: z.int().describe('When, in milliseconds since the epoch.'),
  timeZone: z.string().describe('The time zone that the caller was told the time in.'),
  note: z.string().optional().describe('What it is about, in the words of the agent.'),
  askedAt: z.int(),
  status: z
    .enum(['waiting', 'dialling', 'dialled', 'denied', 'given-up'])
    .describe(
      'dialling: it is being asked for, or there is a call. The last three are final. Where the stack dials no ' +
        'callbacks it stays waiting.',
    ),
  attempt: z
    .int()
    .min(1)
    .default(1)
    .describe('Part of the idempotency key of the dial. Counts on where a key has dialled nobody for sure.'),
  nextAt: z.int().optional().describe('When somebody looks at it next. Left out once it is over.'),
  reference: z.string().optional().describe('Of the dial: `DIAL#<reference>` tells more.'),
  outcome: callOutcome.optional().describe('How the call ended.'),
  reason: z.string().optional().describe('Why nobody was called, without the number.'),
});
export type CallbackRecord = z.infer<typeof callbackRecord>;

/** Callers who want to be called back. */
export interface Callbacks {
  /**
   * Notes a callback; another one of the same call, which has not been dialled, gives way to it.
   *
   * @returns false when the one of this call is being dialled, or is over.
   */
  save(record: CallbackRecord): Promise<boolean>;
}

/** One that is noted: who it is for, and in which call they asked. */
export type CallbackKey = Pick<CallbackRecord, 'number' | 'callId'>;

/** Callbacks whose time has come. */
export interface DueCallbacks {
  /** Those that somebody has to look at by now, the earliest first. It may lag by a second. */
  due(now: number, most: number): Promise<CallbackKey[]>;
  find(key: CallbackKey): Promise<CallbackRecord | undefined>;
  /** Writes a changed record, unless somebody has changed `before` meanwhile: then false. */
  replace(before: CallbackRecord, record: CallbackRecord): Promise<boolean>;
}
