import * as z from 'zod';
import { shapeFindings } from '../core/checks/shape';
import { toFault } from '../core/checks/finding';
import { InvalidInputError } from '../core/errors';
import { e164 } from '../core/numbers/e164';
import { ROUTES, type Route } from './routes';

/** As the HTTP API hands it over (payload 2.0), as far as it is read. Who may ask, IAM has settled before. */
const apiEvent = z.object({
  routeKey: z.enum(Object.keys(ROUTES) as [Route, ...Route[]]),
  // An emulator of AWS says null where AWS says nothing.
  pathParameters: z.record(z.string(), z.string()).nullish(),
  queryStringParameters: z.record(z.string(), z.string()).default({}),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({
    authorizer: z.object({ iam: z.object({ userArn: z.string() }) }).optional(),
  }),
});

/** What somebody asks of the registry. */
export interface ApiRequest {
  route: Route;
  path: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  ifMatch: string | undefined;
  body: unknown;
  /** Who asks, as in `user/asha`. */
  by: string | undefined;
}

export function readRequest(event: unknown): ApiRequest {
  const { routeKey, pathParameters, queryStringParameters, headers, body, ...rest } = apiEvent.parse(event);
  const text = rest.isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : body;
  return {
    route: routeKey,
    path: Object.fromEntries(Object.entries(pathParameters ?? {}).map(([name, one]) => [name, decoded(one)])),
    query: queryStringParameters,
    ifMatch: headers['if-match'],
    body: jsonIn(text),
    by: rest.requestContext.authorizer?.iam.userArn.split(':').at(-1),
  };
}

/** @throws InvalidInputError for what is no number in E.164. */
export function numberIn({ path }: ApiRequest): string {
  return demand(e164, path['number'], 'the path', 'number');
}

/** @throws InvalidInputError with every fault of the value. */
export function demand<T>(schema: z.ZodType<T>, value: unknown, subject = 'the body', under?: string): T {
  const { data, success } = schema.safeParse(value);
  if (success) return data;
  const faults = shapeFindings(schema, value).map(({ path, message }) =>
    toFault({ path: under === undefined ? path : [under, ...path], message }),
  );
  throw new InvalidInputError(subject, faults);
}

/** The plus sign of a number may come as %2B. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** No body is an empty object: some routes want nothing. */
function jsonIn(text: string | undefined): unknown {
  if (text === undefined || text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInputError('the body', [{ path: '', message: 'must be JSON' }]);
  }
}
