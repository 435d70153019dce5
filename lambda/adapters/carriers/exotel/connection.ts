import * as z from 'zod';
import { path, type CarrierAnswer, type CarrierCall, type Path } from '../carrier-call';
import { CarrierError } from '../carrier-error';
import { basicCredentials } from '../guarded-credentials';
import { GuardedTransport, type TransportSurroundings } from '../guarded-transport';
import { CLUSTERS, EXOTEL_CALLS, type Cluster } from './allow-list';
import { explain } from './envelope';
import { innerStatus } from './inner-status';
import { Pace } from './pace';

export interface ExotelCredentials {
  /** The account's name, as in `acme1`. */
  accountSid: string;
  apiKey: string;
  apiToken: string;
}

export interface ExotelOptions extends TransportSurroundings {
  credentials: ExotelCredentials;
  cluster: Cluster;
}

/** A call without its origin: `ExotelConnection` knows it. */
export type ExotelCall = Omit<CarrierCall, 'origin'>;

/** More than any account holds, so that a list that never ends is noticed. */
const MOST_PAGES = 500;

const metadata = z.object({ metadata: z.object({ next_page_uri: z.string().nullish() }).nullish() });

/** The way to one Exotel account, for the files beside this one. It makes no more requests than Exotel takes. */
export class ExotelConnection {
  readonly accountSid: string;
  private readonly transport: GuardedTransport;
  private readonly origin: string;
  private readonly pace: Pace;

  constructor({ credentials, cluster, ...options }: ExotelOptions) {
    this.accountSid = credentials.accountSid;
    this.origin = CLUSTERS[cluster];
    this.pace = new Pace(options.clock);
    this.transport = new GuardedTransport({
      ...options,
      allowed: EXOTEL_CALLS,
      credentials: basicCredentials(credentials.apiKey, credentials.apiToken),
      explain,
      innerStatus,
    });
  }

  /** A path below the account's trunks. */
  trunks(rest: Path): Path {
    return [...path`/v2/accounts/${this.accountSid}/trunks`, ...rest];
  }

  async ask<T>(call: ExotelCall, schema: z.ZodType<T>): Promise<T> {
    await this.pace.next();
    return this.transport.ask({ ...call, origin: this.origin }, schema);
  }

  async send(call: ExotelCall): Promise<CarrierAnswer> {
    await this.pace.next();
    return this.transport.send({ ...call, origin: this.origin });
  }

  /** Everything of a list below the trunks, over all its pages. @param page from `several`. */
  list<T>(path: Path, page: z.ZodType<T[]>): Promise<T[]> {
    return this.pages(path, (body) => ({
      items: page.safeParse(body).data,
      next: metadata.safeParse(body).data?.metadata?.next_page_uri,
    }));
  }

  /** Everything of a list, whatever its pages look like. */
  async pages<T>(
    path: Path,
    read: (body: unknown) => { items: T[] | undefined; next: string | null | undefined },
  ): Promise<T[]> {
    const all: T[] = [];
    let query: Record<string, string> = {};
    for (let count = 0; count < MOST_PAGES; count++) {
      const { body } = await this.send({ method: 'GET', path, query });
      const { items, next } = read(body);
      if (items === undefined) throw listError('a list is not as its documents promise');
      all.push(...items);
      if (!next) return all;
      query = this.queryOf(next);
    }
    throw listError(`a list does not end after ${MOST_PAGES} pages`);
  }

  /** Only the query of a next page is used. Its names are *unverified*; the guard lets no others through. */
  private queryOf(next: string): Record<string, string> {
    const url = URL.parse(next, this.origin);
    if (url === null) throw listError('the next page of a list has no address');
    return Object.fromEntries(url.searchParams);
  }
}

function listError(detail: string): CarrierError {
  return new CarrierError({ carrier: EXOTEL_CALLS.carrier, call: 'GET', detail });
}
