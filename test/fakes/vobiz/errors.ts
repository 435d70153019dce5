import type { Answer, CarrierFault } from '../carrier-routes';

/** Vobiz's errors have a shape for each part of its API. */
export function refuse({ status, code, message, retryAfter }: CarrierFault, operation: string): Answer {
  const details = retryAfter === undefined ? {} : { limitType: 'cps', limit: 1, current: 2, retryAfter };
  if (/Trunk/.test(operation)) {
    return { status, body: { status: 'error', error: { code, message, details }, requestId: 'r-1' } };
  }
  if (/Uri|Acl/.test(operation)) return { status, body: { error: message, code: status } };
  if (/Call/.test(operation)) {
    return {
      status,
      body: { api_id: 'a-1', error: code, message, ...(retryAfter !== undefined && { details }) },
    };
  }
  return { status, body: { error: code, message } };
}
