import * as z from 'zod';

/** How a page of a list is read. Made once for each list: building a schema costs more than using it. */
export type Page<T> = z.ZodType<{ items: T[]; total: number }>;

/** Of trunks and their parts. */
export function pageOf<T>(item: z.ZodType<T>): Page<T> {
  return z
    .object({ meta: z.object({ total: z.number() }), objects: z.array(item) })
    .transform(({ meta, objects }) => ({ items: objects, total: meta.total }));
}

/** Of numbers, whose pages are of another kind. */
export function pageOfNumbers<T>(item: z.ZodType<T>): Page<T> {
  return z.object({ items: z.array(item), total: z.number() });
}
