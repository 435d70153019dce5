import type { Reply, WireRequest } from '../in-process';
import { badRequest, unauthorised, type TwilioFault } from './errors';
import type { Match } from './routes';

export interface Answer {
  status: number;
  body?: object;
}

const PAGING = ['PageSize', 'Page', 'PageToken'];

/** @throws TwilioFault 20003. */
export function checkCredentials(request: WireRequest, username: string, password: string): void {
  const expected = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  if (request.headers.authorization !== expected) throw unauthorised();
}

/** Query or form, strictly: only documented parameters, and no JSON. @throws TwilioFault. */
export function paramsOf(
  { route }: Match,
  request: WireRequest,
  url: URL,
  body: Buffer,
): Record<string, string> {
  const type = request.headers['content-type'] ?? '';
  if (body.length > 0 && !type.startsWith('application/x-www-form-urlencoded')) {
    throw badRequest('The body must be form-encoded');
  }
  if (route.method !== 'GET' && url.search !== '') throw badRequest('Only reads take a query');
  const given = route.method === 'GET' ? url.searchParams : new URLSearchParams(body.toString('utf8'));
  const params = Object.fromEntries([...given.keys()].map((name) => [name, given.getAll(name).join(' ')]));
  const known = route.params.map((name) => name.replace('!', ''));
  const strange = Object.keys(params).filter(
    (name) => ![...known, ...(route.key ? PAGING : [])].includes(name),
  );
  if (strange.length > 0) throw badRequest(`Unknown parameters: ${strange.join(', ')}`);
  const missing = route.params.filter((name) => name.endsWith('!') && !params[name.slice(0, -1)]);
  if (missing.length > 0)
    throw badRequest(`Missing parameters: ${missing.map((name) => name.slice(0, -1)).join(', ')}`);
  return params;
}

/** One page of a list, in the shape of its API. */
export function pageOf(
  { route }: Match,
  items: object[],
  { pathname, params, most }: { pathname: string; params: Record<string, string>; most: number },
): object {
  const { Page = '0', PageToken, PageSize = '50', ...filter } = params;
  const page = Number(Page);
  if (page > 0 && PageToken !== `PT${page}`) throw badRequest('The page has another token');
  const size = Math.min(Number(PageSize), most);
  const more = items.length > (page + 1) * size;
  const query = new URLSearchParams({
    ...filter,
    PageSize: String(size),
    Page: String(page + 1),
    PageToken: `PT${page + 1}`,
  });
  const uri = more ? `${pathname}?${query.toString()}` : null;
  const shown = items.slice(page * size, (page + 1) * size);
  if (route.host === 'api.twilio.com')
    return { [route.key ?? '']: shown, page, page_size: size, next_page_uri: uri };
  const next = uri && `https://${route.host}${uri}`;
  return { [route.key ?? '']: shown, meta: { key: route.key, page, page_size: size, next_page_url: next } };
}

export function errorAnswer({ status, code, message }: TwilioFault): Answer {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}

export function send(response: Reply, { status, body }: Answer, headers: Record<string, string> = {}): void {
  response.writeHead(status, body ? { 'content-type': 'application/json', ...headers } : headers);
  response.end(body && JSON.stringify(body));
}
