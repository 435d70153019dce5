import { outcomesOf } from './envelope';

/**
 * Exotel answers 200 or 207 to requests that failed, with the true status inside: this is it. Where only some
 * elements of a bulk request failed, something did change: that is for who reads the answer.
 */
export function innerStatus(body: unknown): number | undefined {
  const outcomes = outcomesOf(body);
  const [first] = outcomes;
  if (first === undefined || outcomes.some(({ failed }) => !failed)) return undefined;
  const code = first.code ?? 0;
  return code >= 400 && code <= 599 ? code : 400;
}
