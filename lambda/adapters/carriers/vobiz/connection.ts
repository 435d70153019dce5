import type * as z from 'zod';
import { path, type CarrierAnswer, type CarrierCall, type Path } from '../carrier-call';
import { CarrierError } from '../carrier-error';
import { headerCredentials } from '../guarded-credentials';
import { GuardedTransport, type TransportSurroundings } from '../guarded-transport';
import { VOBIZ, VOBIZ_CALLS } from './allow-list';
import { explain } from './errors';
import type { Page } from './page';

export interface VobizCredentials {
  /** `MA_…`, or `SA_…` of a sub-account. */
  authId: string;
  authToken: string;
}

export interface VobizOptions extends TransportSurroundings {
  credentials: VobizCredentials;
}

/** A call without its origin: `VobizConnection` knows it. */
export type VobizCall = Omit<CarrierCall, 'origin'>;

const PAGE_SIZE = 100;
/** More than any account holds, so that a list that never ends is noticed. */
const MOST_PAGES = 500;

/** The way to one Vobiz account, for the files beside this one. */
export class VobizConnection {
  private readonly transport: GuardedTransport;
  readonly authId: string;

  constructor({ credentials: { authId, authToken }, ...options }: VobizOptions) {
    this.authId = authId;
    this.transport = new GuardedTransport({
      ...options,
      allowed: VOBIZ_CALLS,
      credentials: headerCredentials({ 'X-Auth-ID': authId, 'X-Auth-Token': authToken }),
      explain,
    });
  }

  /** A path below the account, as in `/api/v1/Account/MA_…/trunks`. With a small `account`, Vobiz answers 401. */
  below(rest: Path): Path {
    return [...path`/api/v1/Account/${this.authId}`, ...rest];
  }

  ask<T>(call: VobizCall, schema: z.ZodType<T>): Promise<T> {
    return this.transport.ask({ ...call, origin: VOBIZ }, schema);
  }

  send(call: VobizCall): Promise<CarrierAnswer> {
    return this.transport.send({ ...call, origin: VOBIZ });
  }

  /** Everything of a list of trunks or of their parts. @param page from `pageOf`. */
  list<T>(path: Path, page: Page<T>): Promise<T[]> {
    return everything(({ offset }) => {
      const query = { limit: String(PAGE_SIZE), offset: String(offset) };
      return this.ask({ method: 'GET', path, query }, page);
    });
  }

  /** Everything of a list of numbers. @param pages from `pageOfNumbers`. */
  listNumbers<T>(pages: Page<T>, query: Readonly<Record<string, string>>): Promise<T[]> {
    const path = this.below(['numbers']);
    return everything(({ page: number }) => {
      const paging = { page: String(number), per_page: String(PAGE_SIZE) };
      return this.ask({ method: 'GET', path, query: { ...query, ...paging } }, pages);
    });
  }
}

interface Place {
  /** How many items came before: pages may be smaller than was asked. */
  offset: number;
  /** Counted from 1. */
  page: number;
}

async function everything<T>(read: (place: Place) => Promise<{ items: T[]; total: number }>): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { items, total } = await read({ offset: all.length, page });
    all.push(...items);
    if (items.length === 0 || all.length >= total) return all;
  }
  const detail = `a list does not end after ${MOST_PAGES} pages`;
  throw new CarrierError({ carrier: VOBIZ_CALLS.carrier, call: 'GET', detail });
}
