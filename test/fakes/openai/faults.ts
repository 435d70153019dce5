/** What goes wrong with a request. */
export type Fault =
  /** Answers with a status and an error in OpenAI's shape. */
  | { status: number; code?: string }
  /** Answers 200 with this body. */
  | { body: string }
  /** Takes the request and never answers. */
  | 'silent'
  /** Breaks the connection in the middle of the answer. */
  | 'cut'
  /** Ends the answer in the middle, as if it were complete. */
  | 'truncated'
  /** Streams the first part of the answer, and then nothing. */
  | 'stuck';

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
