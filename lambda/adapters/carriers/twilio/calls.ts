import * as z from 'zod';
import { path, type Form } from '../carrier-call';
import type { TwilioConnection } from './connection';

export interface CallSettings {
  /** E.164. */
  to: string;
  /** E.164: a number of the account, or one that Twilio has verified as the customer's. */
  from: string;
  /** What happens when it is answered. At most 4,000 characters. */
  twiml: string;
  /** Seconds of ringing, at most 600. */
  ringSeconds: number;
  /** Seconds until Twilio ends the call. */
  limitSeconds: number;
  /** Told by POST when the call is begun, rings, is answered and ends. */
  statusCallback?: string;
  /** `url` is told by POST whether a machine answered, while the call goes on. */
  machineDetection?: { mode: 'Enable' | 'DetectMessageEnd'; url: string };
}

const STATUSES = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
] as const;

const call = z
  .object({
    sid: z.string(),
    status: z.enum(STATUSES),
    to: z.string(),
    from: z.string(),
    duration: z.string().nullish(),
    answered_by: z.string().nullish(),
  })
  .transform((answer) => ({
    sid: answer.sid,
    status: answer.status,
    to: answer.to,
    from: answer.from,
    seconds: answer.duration ? Number(answer.duration) : undefined,
    answeredBy: answer.answered_by ?? undefined,
  }));

/** `answeredBy` is as in `human` or `machine_start`, where it was asked for. */
export type TwilioPhoneCall = z.output<typeof call>;

/**
 * Dials. There is no idempotency key: after an AmbiguousError someone's telephone may be ringing, so never
 * simply call it again; `recentCalls` tells.
 */
export function createCall(twilio: TwilioConnection, settings: CallSettings): Promise<TwilioPhoneCall> {
  const body = { form: formOf(settings) };
  return twilio.ask({ method: 'POST', path: twilio.below(path`/Calls.json`), body }, call);
}

export function readCall(twilio: TwilioConnection, sid: string): Promise<TwilioPhoneCall> {
  return twilio.ask({ method: 'GET', path: one(twilio, sid) }, call);
}

/** The latest calls between two numbers, at most 20. */
export async function recentCalls(
  twilio: TwilioConnection,
  { to, from }: { to: string; from: string },
): Promise<TwilioPhoneCall[]> {
  const query = { To: to, From: from, PageSize: '20' };
  const page = z.object({ calls: z.array(call) });
  const { calls } = await twilio.ask({ method: 'GET', path: twilio.below(path`/Calls.json`), query }, page);
  return calls;
}

/** Ends a call that nobody has answered yet. One that was answered goes on. */
export function cancelCall(twilio: TwilioConnection, sid: string): Promise<TwilioPhoneCall> {
  return setStatus(twilio, sid, 'canceled');
}

/** Ends a call, whether it rings or is answered. */
export function hangUpCall(twilio: TwilioConnection, sid: string): Promise<TwilioPhoneCall> {
  return setStatus(twilio, sid, 'completed');
}

function setStatus(twilio: TwilioConnection, sid: string, status: 'canceled' | 'completed') {
  const body = { form: { Status: status } };
  return twilio.ask({ method: 'POST', path: one(twilio, sid), body }, call);
}

function one(twilio: TwilioConnection, sid: string) {
  return twilio.below(path`/Calls/${sid}.json`);
}

function formOf({ statusCallback, machineDetection, ...settings }: CallSettings): Form {
  return {
    To: settings.to,
    From: settings.from,
    Twiml: settings.twiml,
    Timeout: String(settings.ringSeconds),
    TimeLimit: String(settings.limitSeconds),
    ...(statusCallback !== undefined && {
      StatusCallback: statusCallback,
      StatusCallbackMethod: 'POST',
      StatusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    }),
    ...(machineDetection && {
      MachineDetection: machineDetection.mode,
      AsyncAmd: 'true',
      AsyncAmdStatusCallback: machineDetection.url,
      AsyncAmdStatusCallbackMethod: 'POST',
    }),
  };
}
