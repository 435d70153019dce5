import type { Answer, Asked, CarrierFault } from '../carrier-routes';
import type { Account } from './account';

const MESSAGES: Readonly<Record<string, string>> = {
  1000: 'Not found',
  1001: 'Mandatory parameter missing',
  1002: 'Invalid parameter',
  1008: 'Duplicate resource',
  1011: 'Unsupported media type',
};

export function succeeded(data: object) {
  return { code: 200, error_data: null, status: 'success', data };
}

function failed({ status, code, message }: CarrierFault) {
  const error_data = { code, message: MESSAGES[code] ?? 'Error', description: message };
  return { code: status, error_data, status: 'failure', data: null };
}

/** One thing. */
export function envelope(data: object): Answer {
  return {
    status: 200,
    body: { request_id: 'r-1', method: 'POST', http_code: 200, response: succeeded(data) },
  };
}

/** A failure inside an answer that says 200. */
export function innerFailure(fault: CarrierFault): Answer {
  return {
    status: 200,
    body: { request_id: 'r-1', method: 'POST', http_code: 200, response: failed(fault) },
  };
}

/** Several things, each with an outcome of its own: 200 if all went well, else 207. */
export function bulk(outcomes: readonly (object | CarrierFault)[]): Answer {
  const response = outcomes.map((outcome) =>
    outcome instanceof Error ? failed(outcome) : succeeded(outcome),
  );
  const failures = response.filter(({ status }) => status === 'failure').length;
  const http_code = failures > 0 ? 207 : 200;
  const metadata = { total: response.length, success: response.length - failures, failed: failures };
  return { status: http_code, body: { request_id: 'r-1', method: 'POST', http_code, metadata, response } };
}

/** A page of a list below the trunks. */
export function listOf(
  { settings }: Account,
  { query }: Asked,
  path: string,
  all: readonly object[],
): Answer {
  const size = Math.min(Number(query.page_size ?? '50'), settings.pageSize);
  const offset = Number(query.offset ?? '0');
  const more = all.length > offset + size;
  const next_page_uri = more ? `${path}?page_size=${size}&offset=${offset + size}` : null;
  const metadata = { page_size: size, first_page_uri: `${path}?page_size=${size}`, next_page_uri };
  const response = all.slice(offset, offset + size).map(succeeded);
  return { status: 200, body: { request_id: 'r-1', method: 'GET', http_code: 200, metadata, response } };
}

/** The envelope of v2, or what the older APIs answer. */
export function refuse(fault: CarrierFault, operation: string): Answer {
  const { status, message } = fault;
  if (/Exophone|Call/.test(operation))
    return { status, body: { RestException: { Status: status, Message: message } } };
  return { status, body: { request_id: 'r-1', http_code: status, response: failed(fault) } };
}
