import * as z from 'zod';
import { InvalidInputError } from '../../../core/errors';
import { e164 } from '../../../core/numbers/e164';
import { path } from '../carrier-call';
import { isNotThere } from '../carrier-error';
import type { VobizConnection } from './connection';

export interface CallSettings {
  /** E.164. */
  to: string;
  /** E.164: a number that the account rents. */
  from: string;
  /** Asked by POST for what happens when it is answered: Vobiz's XML. */
  answerUrl: string;
  ringUrl?: string;
  hangupUrl?: string;
  /** Seconds until Vobiz ends the call. */
  limitSeconds: number;
  /** Told whether a machine answered. The value that turns it on is Plivo's; that Vobiz takes it is *unverified*. */
  machineDetectionUrl?: string;
}

const optional = z
  .string()
  .nullish()
  .transform((value) => value || undefined);

const made = z
  .object({ request_uuid: optional, call_uuid: optional })
  .refine((answer) => answer.request_uuid ?? answer.call_uuid, { path: ['request_uuid'] })
  .transform((answer) => ({ id: answer.request_uuid ?? answer.call_uuid ?? '' }));

const call = z
  .object({ call_status: optional, status: optional })
  .transform((answer) => answer.call_status ?? answer.status);

/** A call as it is now. */
export interface VobizPhoneCall {
  id: string;
  /** Whether it is still going on. */
  live: boolean;
  /** In Vobiz's words. */
  status: string | undefined;
}

/**
 * Dials. There is no idempotency key, and no list of calls to look into: after an AmbiguousError someone's
 * telephone may be ringing, so never call it again.
 */
export async function createCall(vobiz: VobizConnection, settings: CallSettings): Promise<{ id: string }> {
  onlyOneNumber(settings);
  const body = { json: bodyOf(settings) };
  return vobiz.ask({ method: 'POST', path: vobiz.below(path`/Call/`), body }, made);
}

export async function readCall(vobiz: VobizConnection, id: string): Promise<VobizPhoneCall> {
  const one = { method: 'GET' as const, path: vobiz.below(path`/Call/${id}/`) };
  try {
    const status = await vobiz.ask({ ...one, query: { status: 'live' } }, call);
    return { id, live: true, status };
  } catch (error) {
    if (!isNotThere(error)) throw error;
    return { id, live: false, status: await vobiz.ask(one, call) };
  }
}

/** Ends a call, whether it rings or is answered. @throws CarrierError with status 404 where it has ended. */
export async function hangUpCall(vobiz: VobizConnection, id: string): Promise<void> {
  await vobiz.send({ method: 'DELETE', path: vobiz.below(path`/Call/${id}/`) });
}

/** Vobiz would call up to a thousand numbers that stand in one `to`, with `<` between them. */
function onlyOneNumber({ to, from }: CallSettings): void {
  const faults = Object.entries({ to, from })
    .filter(([, number]) => !e164.safeParse(number).success)
    .map(([path]) => ({ path, message: 'must be one number in E.164, as in +919876543210' }));
  if (faults.length > 0) throw new InvalidInputError('A call through Vobiz', faults);
}

function bodyOf({ ringUrl, hangupUrl, machineDetectionUrl, ...settings }: CallSettings) {
  return {
    from: settings.from,
    to: settings.to,
    answer_url: settings.answerUrl,
    answer_method: 'POST',
    time_limit: settings.limitSeconds,
    ...(ringUrl !== undefined && { ring_url: ringUrl }),
    ...(hangupUrl !== undefined && { hangup_url: hangupUrl }),
    ...(machineDetectionUrl !== undefined && {
      machine_detection: 'true',
      machine_detection_url: machineDetectionUrl,
    }),
  };
}
