import { badRequest } from './errors';

const TOKEN = /^page-(\d+)$/;

/** One page of a list, and the token of the next. @throws ChimeError when the token is none of ours. */
export function page<T>(
  all: readonly T[],
  asked: { MaxResults?: number; NextToken?: string },
  pageSize: number,
): { items: T[]; NextToken?: string } {
  const start = asked.NextToken === undefined ? 0 : offsetOf(asked.NextToken);
  const end = start + Math.min(asked.MaxResults ?? pageSize, pageSize);
  const items = all.slice(start, end);
  return end < all.length ? { items, NextToken: tokenOf(end) } : { items };
}

function tokenOf(offset: number): string {
  return Buffer.from(`page-${offset}`).toString('base64url');
}

function offsetOf(token: string): number {
  const [, offset] = TOKEN.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (offset === undefined) throw badRequest('NextToken is not one that this service gave');
  return Number(offset);
}
