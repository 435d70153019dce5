import * as z from 'zod';
import { path, written, type CarrierAnswer, type CarrierCall, type Path } from '../carrier-call';
import { CarrierError } from '../carrier-error';
import { basicCredentials } from '../guarded-credentials';
import { GuardedTransport, type Explanation, type TransportSurroundings } from '../guarded-transport';
import { CORE, TRUNKING, TWILIO_CALLS } from './allow-list';
import type { Page } from './page';

export interface TwilioCredentials {
  /** `AC…`. */
  accountSid: string;
  /** An API key (`SK…`), or the account's own sid. */
  username: string;
  /** The key's secret, or the account's auth token. */
  password: string;
}

export interface TwilioOptions extends TransportSurroundings {
  credentials: TwilioCredentials;
}

/** A call without its origin: `TwilioConnection` knows it. */
export type TwilioCall = Omit<CarrierCall, 'origin'>;

/** More than any account holds, so that a list that never ends is noticed. */
const MOST_PAGES = 500;

const PAGE_SIZE = '1000';

/** The way to one Twilio account, for the files beside this one. */
export class TwilioConnection {
  readonly transport: GuardedTransport;
  readonly accountSid: string;

  constructor({ credentials, ...options }: TwilioOptions) {
    this.accountSid = credentials.accountSid;
    this.transport = new GuardedTransport({
      ...options,
      allowed: TWILIO_CALLS,
      credentials: basicCredentials(credentials.username, credentials.password),
      explain,
    });
  }

  /** A path below the account, as in `/2010-04-01/Accounts/AC…/Calls.json`. */
  below(rest: Path): Path {
    return [...path`/2010-04-01/Accounts/${this.accountSid}`, ...rest];
  }

  /** The account itself. */
  account(): Path {
    return path`/2010-04-01/Accounts/${this.accountSid}.json`;
  }

  ask<T>(call: TwilioCall, schema: z.ZodType<T>): Promise<T> {
    return this.transport.ask(located(call), schema);
  }

  send(call: TwilioCall): Promise<CarrierAnswer> {
    return this.transport.send(located(call));
  }

  /** Everything of a list, over all its pages. */
  async list<T>({ path, query }: Pick<TwilioCall, 'path' | 'query'>, page: Page<T>): Promise<T[]> {
    const items: T[] = [];
    let asked: CarrierCall['query'] = { PageSize: PAGE_SIZE, ...query };
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const call = located({ method: 'GET', path, query: asked });
      const { items: more, next } = await this.transport.ask(call, page.schema);
      items.push(...more);
      if (!next) return items;
      asked = queryOfNext(next, call);
    }
    throw listError(`the list of ${page.key} does not end after ${MOST_PAGES} pages`);
  }
}

function located(call: TwilioCall): CarrierCall {
  return { ...call, origin: call.path[0] === 'v1' ? TRUNKING : CORE };
}

/** Only the query of a next page is used, and only if it is the same list's. */
function queryOfNext(next: string, { origin, path }: CarrierCall): Record<string, string> {
  const here = `${origin}${written(path)}`;
  const url = URL.parse(next, here);
  if (url === null || `${url.origin}${url.pathname}` !== here) {
    throw listError('the next page of a list leads elsewhere');
  }
  return Object.fromEntries(url.searchParams);
}

function listError(detail: string): CarrierError {
  return new CarrierError({ carrier: TWILIO_CALLS.carrier, call: 'GET', detail });
}

const errorBody = z.object({ code: z.number().optional(), message: z.string().optional() });

/** As in `{"code":20404,"message":"…","more_info":"…","status":404}`. */
function explain(body: unknown): Explanation {
  const { data } = errorBody.safeParse(body);
  return { code: data?.code?.toString(), message: data?.message };
}
