import { bodyOf } from '../guarded-body';
import { outcomesOf } from './envelope';

/**
 * Exotel answers 200 or 207 to requests that failed, with the true status inside. Here it becomes the status of the
 * answer, so that refusals, rate limits and failures are told apart in the one place that does so for all carriers.
 */
export function withInnerStatus(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!response.ok) return response;
    const body = await bodyOf(response.clone());
    const status = 'json' in body ? statusOf(body.json) : undefined;
    if (status === undefined || !('json' in body)) return response;
    return new Response(JSON.stringify(body.json), { status, headers: response.headers });
  };
}

/** Where only some elements of a bulk request failed, something did change: that is for who reads the answer. */
function statusOf(body: unknown): number | undefined {
  const outcomes = outcomesOf(body);
  const [first] = outcomes;
  if (first === undefined || outcomes.some(({ failed }) => !failed)) return undefined;
  const code = first.code ?? 0;
  return code >= 400 && code <= 599 ? code : 400;
}
