export type { Fault } from '../fake-provider';

/** A request that OpenAI would refuse. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export function invalid(message: string): Refusal {
  return new Refusal(400, 'invalid_request_error', message);
}

/** @throws Refusal when `given` has members that the API does not know, or misses some. */
export function checkMembers(given: readonly string[], required: string[], optional: string[]): void {
  const unknown = given.filter((name) => ![...required, ...optional].includes(name));
  if (unknown.length > 0) throw invalid(`Unrecognized request argument supplied: ${unknown.join(', ')}`);
  const missing = required.filter((name) => !given.includes(name));
  if (missing.length > 0) throw invalid(`Missing required parameter: ${missing.join(', ')}`);
}
