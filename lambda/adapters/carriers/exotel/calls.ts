import * as z from 'zod';
import { InvalidInputError } from '../../../core/errors';
import { e164 } from '../../../core/numbers/e164';
import { path } from '../carrier-call';
import type { ExotelConnection } from './connection';
import { flowUrl } from './numbers';

export interface ConnectSettings {
  /** E.164: who is dialled. */
  to: string;
  /** E.164: an ExoPhone of the account. */
  from: string;
  /** The flow that takes the call when it is answered. */
  flowId: string;
  /** Seconds of ringing. */
  ringSeconds: number;
  /** Seconds until Exotel ends the call, at most 14,400. */
  limitSeconds: number;
  /** Told when the call has ended. */
  statusCallback?: string;
  /** Comes back in callbacks and in the flow. At most 128 characters. */
  customField?: string;
}

const call = z
  .object({
    Call: z.object({
      Sid: z.string(),
      Status: z.string().nullish(),
      Duration: z.coerce.number().nullish(),
      AnsweredBy: z.string().nullish(),
    }),
  })
  .transform(({ Call: { Sid, Status, Duration, AnsweredBy } }) => ({
    sid: Sid,
    /** As in `in-progress`, `completed`, `failed`, `busy` or `no-answer`. */
    status: Status ?? undefined,
    seconds: Duration ?? undefined,
    answeredBy: AnsweredBy ?? undefined,
  }));
export type ExotelPhoneCall = z.output<typeof call>;

/**
 * Dials, and gives the answered call to a flow. There is no idempotency key: after an AmbiguousError someone's
 * telephone may be ringing, so never call it again. Exotel documents no way to end a call: `limitSeconds` does.
 */
export async function connectCall(
  exotel: ExotelConnection,
  settings: ConnectSettings,
): Promise<ExotelPhoneCall> {
  onlyNumbers(settings);
  const { to, from, flowId, ringSeconds, limitSeconds, statusCallback, customField } = settings;
  const form = {
    // Exotel calls the one who is dialled first From.
    From: to,
    CallerId: from,
    Url: flowUrl(exotel, flowId),
    CallType: 'trans',
    TimeOut: String(ringSeconds),
    TimeLimit: String(limitSeconds),
    ...(statusCallback !== undefined && { StatusCallback: statusCallback }),
    ...(customField !== undefined && { CustomField: customField }),
  };
  return exotel.ask({ method: 'POST', path: calls(exotel, 'connect'), body: { form } }, call);
}

export function readCall(exotel: ExotelConnection, sid: string): Promise<ExotelPhoneCall> {
  return exotel.ask({ method: 'GET', path: calls(exotel, sid) }, call);
}

function onlyNumbers({ to, from }: ConnectSettings): void {
  const faults = Object.entries({ to, from })
    .filter(([, number]) => !e164.safeParse(number).success)
    .map(([path]) => ({ path, message: 'must be one number in E.164, as in +919876543210' }));
  if (faults.length > 0) throw new InvalidInputError('A call through Exotel', faults);
}

function calls(exotel: ExotelConnection, name: string) {
  return path`/v1/Accounts/${exotel.accountSid}/Calls/${name}.json`;
}
