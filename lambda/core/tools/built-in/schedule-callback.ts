import type { CallbackHours, ScheduleCallback } from '../../agents/tools/schedule-callback';
import { SCHEDULE_CALLBACK } from '../../agents/tools/names';
import { e164 } from '../../numbers/e164';
import { epochOf, inWords, LOCAL_TIME, timeOfDay } from '../local-time';
import type { CallbackTool } from '../runnable';
import type { CallOfTool, ToolResult } from '../tool-runner';
import { callerHides, type BuiltInPorts } from './ports';

const MOST_DAYS = 30;
const INDIA = { prefix: '+91', timeZone: 'Asia/Kolkata', hours: { from: '09:00', to: '21:00' } };

/** @param began when the call began, in words. It stays the same in a call, so that a model's cache holds. */
export function callbackTool(
  { when, hours }: ScheduleCallback,
  { timeZone, began }: { timeZone: string; began: string },
): CallbackTool {
  return {
    type: 'schedule-callback',
    name: SCHEDULE_CALLBACK,
    description:
      'Notes that the caller wants to be called back, at the number that they call from. Agree on a day and a ' +
      `time with the caller first. Times are those of ${timeZone}; the call began on ${began}.` +
      (when === undefined ? '' : ` Use it when: ${when}`),
    parameters: {
      type: 'object',
      properties: {
        at: { type: 'string', pattern: LOCAL_TIME, description: 'When, as in 2026-11-24T10:30.' },
        note: { type: 'string', maxLength: 500, description: 'What the caller wants, in a sentence.' },
      },
      required: ['at'],
    },
    timeZone,
    hours,
    timeoutSeconds: 5,
  };
}

/** Notes a callback, if it is to be at a time at which the caller may be called. */
export async function scheduleCallback(
  { timeZone, hours }: CallbackTool,
  { at: local, note }: { at: string; note?: string },
  { id: callId, agent }: CallOfTool,
  { callbacks, calls, clock }: BuiltInPorts,
): Promise<ToolResult> {
  const call = await calls.findCall(callId);
  const { success: isKnown, data: number } = e164.safeParse(call?.caller);
  if (!isKnown) return callerHides('no callback was noted');
  const now = clock.now();
  const at = epochOf(local, timeZone);
  const fault = faultOf(at, now, windowFor(number, timeZone, hours));
  if (at === undefined || fault !== undefined) {
    const content = `No callback was noted: ${fault}. It is now ${inWords(now, timeZone)}. Ask the caller for another time.`;
    return { status: 'failed', content };
  }
  const record = { number, companyNumber: call?.number, agent, callId, at, timeZone, note, askedAt: now };
  const isNoted = await callbacks.save({ ...record, status: 'waiting', attempt: 1, nextAt: at });
  return isNoted
    ? { status: 'done', content: `The callback is noted for ${inWords(at, timeZone)}. Say so to the caller.` }
    : { status: 'failed', content: 'The callback of this call has been made already; nothing was noted.' };
}

interface Window {
  hours: CallbackHours;
  timeZone: string;
}

function windowFor(number: string, timeZone: string, hours?: CallbackHours): Window | undefined {
  if (hours) return { hours, timeZone };
  return number.startsWith(INDIA.prefix) ? INDIA : undefined;
}

function faultOf(at: number | undefined, now: number, window: Window | undefined): string | undefined {
  if (at === undefined) return 'there is no such day';
  if (at <= now) return 'the time is past';
  if (at > now + MOST_DAYS * 86_400_000) return `it is more than ${MOST_DAYS} days ahead`;
  if (!window) return undefined;
  const { from, to } = window.hours;
  const time = timeOfDay(at, window.timeZone);
  return time < from || time >= to
    ? `callers are called back from ${from} to ${to} only (${window.timeZone})`
    : undefined;
}
