import * as z from 'zod';
import { AmbiguousError, CarrierError } from '../carrier-error';
import type { Explanation } from '../guarded-transport';
import { VOBIZ_CALLS } from './allow-list';

const code = z.union([z.string(), z.number()]).optional().catch(undefined);
const text = z.string().optional().catch(undefined);
const details = z
  .object({ retryAfter: z.number().optional().catch(undefined) })
  .optional()
  .catch(undefined);

/** `{"status":"error","error":{"code":…,"message":…,"details":{"retryAfter":…}}}` */
const nested = z.object({ error: z.object({ code, message: text, details }) });
/** `{"error":…,"message":…}`, also with an `api_id`, and `{"error":…,"code":400}`. */
const flat = z.object({ error: text, message: text, code, details });

/** Reads the several shapes of Vobiz's errors. */
export function explain(body: unknown): Explanation {
  const inner = nested.safeParse(body).data?.error;
  if (inner) {
    const { code, message, details } = inner;
    return { code: code?.toString(), message, retryAfterSeconds: details?.retryAfter };
  }
  const { data } = flat.safeParse(body);
  if (data === undefined) return {};
  const { error, message, code, details } = data;
  if (message === undefined) return { code: code?.toString(), message: error };
  return { code: (code ?? error)?.toString(), message, retryAfterSeconds: details?.retryAfter };
}

/** Vobiz accepted a write, but what it shows afterwards is something else. */
export function notAsAsked(call: string, fields: readonly string[]): AmbiguousError {
  const detail = `it was accepted, but ${fields.join(', ')} did not become what was asked; read before asking again`;
  return new AmbiguousError({ carrier: VOBIZ_CALLS.carrier, call, detail });
}

/** Reads what a write that was accepted has done. A failure leaves in doubt what is there, and says so. */
export async function readBack<T>(call: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    const detail = `it was accepted, but could not be read back (${error.message}); read before asking again`;
    const { carrier, status, code } = error;
    throw new AmbiguousError({
      carrier,
      call,
      detail,
      ...(status !== undefined && { status }),
      ...(code && { code }),
    });
  }
}
