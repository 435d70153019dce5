import { ACCESS_LIST_ROUTES } from './access-lists';
import { CALL_ROUTES } from './calls';
import { FORBIDDEN_ROUTES } from './forbidden';
import { NUMBER_ROUTES } from './numbers';
import type { Route } from './operations';
import { TRUNK_ROUTES } from './trunks';

export const ROUTES: readonly Route[] = [
  {
    operation: 'ReadAccount',
    method: 'GET',
    host: 'api.twilio.com',
    path: '/2010-04-01/Accounts/{account}.json',
    params: [],
    perform: ({ sid, settings }) => ({
      sid,
      status: 'active',
      type: settings.accountType,
      friendly_name: 'The customer',
    }),
  },
  ...TRUNK_ROUTES,
  ...ACCESS_LIST_ROUTES,
  ...NUMBER_ROUTES,
  ...CALL_ROUTES,
  ...FORBIDDEN_ROUTES,
];

const PATTERNS = ROUTES.map(({ host, path }) => {
  const source = `/${host}${path}`
    .replaceAll('.', '\\.')
    .replace(/\{(\w+)\}/g, '(?<$1>[A-Z]{2}[0-9a-f]{32})');
  return new RegExp(`^${source}$`);
});

export interface Match {
  route: Route;
  sids: Record<string, string>;
}

/** @param pathname with the host as its first segment, as `fetchFrom` writes it. */
export function matchRoute(method: string, pathname: string): Match | undefined {
  for (const [i, route] of ROUTES.entries()) {
    const found = route.method === method && PATTERNS[i]?.exec(pathname);
    if (found) return { route, sids: { ...found.groups } };
  }
  return undefined;
}
