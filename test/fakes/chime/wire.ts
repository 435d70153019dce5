import type { Reply, WireRequest } from '../in-process';
import { badRequest, type ChimeError } from './errors';
import type { Match } from './routes';
import { REGIONS } from './settings';

/** An answer on its way: a status, and a body if the operation has one. */
export interface Answer {
  status: number;
  body?: object;
  /** The exception's name, for the header that the SDK reads it from. */
  errorType?: string;
}

const CREDENTIAL =
  /^AWS4-HMAC-SHA256 Credential=[^/, ]+\/\d{8}\/([a-z0-9-]+)\/chime\/aws4_request, ?SignedHeaders=[^, ]+, ?Signature=[0-9a-f]{64}$/;

/** The region that a request was signed for; undefined when it isn't signed for this service there. */
export function signedRegion(request: WireRequest): string | undefined {
  const [, region] = CREDENTIAL.exec(request.headers.authorization ?? '') ?? [];
  return region !== undefined && REGIONS.includes(region) ? region : undefined;
}

/** The members of the input, from wherever they stand in the request. @throws ChimeError when they can't be read. */
export function inputOf(match: Match, body: Buffer): Record<string, unknown> {
  const fromBody = bodyOf(body);
  const outside = { ...queryOf(match), ...match.labels };
  const twice = Object.keys(fromBody).filter((name) => name in outside);
  if (twice.length > 0) throw badRequest(`${twice.join(', ')} stands in the address, not in the body`);
  return { ...fromBody, ...outside };
}

export function send(response: Reply, { status, body, errorType }: Answer): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(errorType && { 'x-amzn-errortype': errorType }),
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

export function errorAnswer(error: ChimeError): Answer {
  return {
    status: error.status,
    errorType: error.name,
    body: { Code: error.code, Message: error.message },
  };
}

/** What the gateway in front of the service answers; these have no `Code`. */
export const UNSIGNED: Answer = {
  status: 403,
  errorType: 'MissingAuthenticationTokenException',
  body: { message: 'The request is not signed for service chime in a region that has it' },
};
export const UNKNOWN_OPERATION: Answer = {
  status: 404,
  errorType: 'UnknownOperationException',
  body: { message: 'No operation has this method and address' },
};

function bodyOf(body: Buffer): object {
  if (body.length === 0) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString());
  } catch {
    throw badRequest('The body is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw badRequest('The body is not a JSON object');
  }
  return parsed;
}

function queryOf({ route, query }: Match): Record<string, unknown> {
  const members = new Map<string, [name: string, isNumber: boolean]>();
  if (!route.input.isUnitSchema()) {
    for (const [name, member] of route.input.structIterator()) {
      const { httpQuery } = member.getMergedTraits();
      if (httpQuery !== undefined) members.set(httpQuery, [name, member.isNumericSchema()]);
    }
  }
  return Object.fromEntries(
    [...query].map(([key, text]) => {
      const [name, isNumber] = members.get(key) ?? [key, false];
      return [name, isNumber && /^-?\d+$/.test(text) ? Number(text) : text];
    }),
  );
}
