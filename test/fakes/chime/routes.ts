import * as sdk from '@aws-sdk/client-chime-sdk-voice';
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';

/** One operation of the API, as the SDK's own runtime schema describes it. */
export interface Route {
  operation: string;
  method: string;
  /** The path's segments; a label stands as `{Member}`. */
  segments: string[];
  /** Constants of the query that tell operations of one path apart. */
  query: [name: string, value: string][];
  status: number;
  input: NormalizedSchema;
  output: NormalizedSchema;
}

const OPERATION_SCHEMA = 9;

/** Every operation of the service, also those that the fake refuses. */
export const ROUTES: readonly Route[] = Object.entries(sdk)
  .filter(([name, schema]) => name.endsWith('$') && Array.isArray(schema) && schema[0] === OPERATION_SCHEMA)
  .map(([, schema]) => routeOf(schema as unknown as StaticOperationSchema));

export interface Match {
  route: Route;
  /** Members of the input that stand in the path. */
  labels: Record<string, string>;
  /** The query without the route's constants. */
  query: URLSearchParams;
}

export function matchRoute(method: string, url: URL): Match | undefined {
  const segments = url.pathname.split('/').slice(1).map(decodeURIComponent);
  const fitting = ROUTES.filter(
    (route) =>
      route.method === method &&
      route.segments.length === segments.length &&
      route.segments.every((wanted, i) => isLabel(wanted) || wanted === segments[i]) &&
      route.query.every(([name, value]) => url.searchParams.get(name) === value),
  ).sort(bySpecificity);
  const [route] = fitting;
  if (route === undefined) return undefined;
  const labels = Object.fromEntries(
    route.segments.flatMap((wanted, i) => (isLabel(wanted) ? [[wanted.slice(1, -1), segments[i]]] : [])),
  ) as Record<string, string>;
  const query = new URLSearchParams(url.searchParams);
  for (const [name] of route.query) query.delete(name);
  return { route, labels, query };
}

function routeOf(schema: StaticOperationSchema): Route {
  const [, , operation, traits, input, output] = schema;
  const [method, uri, status] = (traits as unknown as { http: [string, string, number] }).http;
  const [path = '', query = ''] = uri.split('?');
  return {
    operation,
    method,
    segments: path.split('/').slice(1),
    query: [...new URLSearchParams(query)],
    status,
    input: NormalizedSchema.of(input),
    output: NormalizedSchema.of(output),
  };
}

/** Constants win over labels, and a constant in the query over none. */
function bySpecificity(a: Route, b: Route): number {
  const labels = (route: Route) => route.segments.filter(isLabel).length;
  return labels(a) - labels(b) || b.query.length - a.query.length;
}

function isLabel(segment: string): boolean {
  return segment.startsWith('{');
}
