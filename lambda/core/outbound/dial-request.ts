import * as z from 'zod';
import { isTimeZone } from '../agents/agent';
import { identifier } from '../agents/identifier';
import { dialOrder } from '../calls/dial';
import { outboundPurpose } from '../compliance/purpose';
import { e164 } from '../numbers/e164';
import { inspectNumber } from '../numbers/number-plan';
import { variableName } from '../agents/variables';

const { ringSeconds, limitSeconds, detectMachine } = dialOrder.shape;
const MOST_VARIABLES = 50;

/** A call that somebody wants made. Whether it may be made is still to be decided. */
export const dialRequest = z
  .strictObject({
    to: e164
      .refine(
        (number) => !e164.safeParse(number).success || inspectNumber(number).possible,
        'is no possible number of its country; look at its digits',
      )
      .describe('Who is called, in E.164.'),
    from: e164.describe('The number of the stack that the callee sees, in E.164.'),
    purpose: outboundPurpose,
    about: dialOrder.shape.purpose.describe('Why this callee is called, for the agent and the record.'),
    agent: identifier.optional().describe('Who speaks. Standard: the agent of the number.'),
    variables: z
      .record(variableName.min(1).max(64), z.string().max(1000))
      .refine((all) => Object.keys(all).length <= MOST_VARIABLES, `must be ${MOST_VARIABLES} at most`)
      .default({})
      .describe("Values for the agent's prompt."),
    idempotencyKey: z
      .string()
      .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 characters of ASCII without spaces')
      .describe(
        'The same key and callee is the same call, however often it is asked for. Another attempt, another key.',
      ),
    calleeTimeZone: z
      .string()
      .refine(isTimeZone, 'must be an IANA time zone, as in Asia/Kolkata')
      .optional()
      .describe('Where the callee is known to be. Standard: anywhere in the country of the number.'),
    ringSeconds,
    limitSeconds,
    detectMachine,
  })
  .describe('A call that is to be made.');
export type DialRequest = z.infer<typeof dialRequest>;
