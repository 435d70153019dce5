import type { Account } from './account';

/** A request as an operation sees it: sids of the path by name, and the form or the query. */
export interface Request {
  sids: Readonly<Record<string, string>>;
  params: Readonly<Record<string, string>>;
}

/** A list stands as an array; paging is done elsewhere. `undefined` is 204. */
export type Operation = (account: Account, request: Request) => object | object[] | undefined;

export interface Route {
  operation: string;
  method: string;
  host: 'trunking.twilio.com' | 'api.twilio.com';
  path: string;
  /** Documented parameters; one with a `!` is required. */
  params: readonly string[];
  /** Where a list keeps its items. */
  key?: string;
  perform: Operation;
}
