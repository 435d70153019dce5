import { CarrierFault, type Answer, type Asked } from '../carrier-routes';
import type { Account } from './account';

/** A page of trunks or of their parts. */
export function pageOf({ settings }: Account, { query }: Asked, all: readonly object[]): Answer {
  const limit = Math.min(numberOf(query.limit ?? '20', 1), settings.pageSize);
  const offset = numberOf(query.offset ?? '0', 0);
  const meta = { limit, offset, total: all.length };
  return { status: 200, body: { meta, objects: all.slice(offset, offset + limit) } };
}

/** A page of numbers, which has another kind. */
export function numberPageOf({ settings }: Account, { query }: Asked, all: readonly object[]): Answer {
  const size = Math.min(numberOf(query.per_page ?? '25', 1), settings.pageSize);
  const page = numberOf(query.page ?? '1', 1);
  const items = all.slice((page - 1) * size, page * size);
  return { status: 200, body: { items, page, per_page: size, total: all.length } };
}

function numberOf(text: string, least: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > 100_000) {
    throw new CarrierFault(400, 'invalid_page', `${text} is no page`);
  }
  return number;
}
