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

export interface Match {
  route: Route;
  sids: Record<string, string>;
}

/** @param pathname with the host as its first segment, as `fetchFrom` writes it. */
export function matchRoute(method: string, pathname: string): Match | undefined {
  for (const route of ROUTES) {
    if (route.method !== method) continue;
    const source = `/${route.host}${route.path}`
      .replaceAll('.', '\\.')
      .replace(/\{(\w+)\}/g, '(?<$1>[A-Z]{2}[0-9a-f]{32})');
    const found = new RegExp(`^${source}$`).exec(pathname);
    if (found) return { route, sids: { ...found.groups } };
  }
  return undefined;
}
