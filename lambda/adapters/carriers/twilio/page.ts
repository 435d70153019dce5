import * as z from 'zod';

/** How a page of a list is read. Made once for each list: building a schema costs more than using it. */
export interface Page<T> {
  /** Where a page keeps its items. */
  key: string;
  schema: z.ZodType<{ items: T[]; next: string | undefined }>;
}

/** The trunking API gives the next page as a whole URL, the core API as one without its origin. */
export function pageOf<T>(key: string, item: z.ZodType<T>): Page<T> {
  const schema = z
    .object({
      items: z.array(item),
      meta: z.object({ next_page_url: z.string().nullish() }).optional(),
      next_page_uri: z.string().nullish(),
    })
    .transform(({ items, meta, next_page_uri }) => ({
      items,
      next: meta?.next_page_url ?? next_page_uri ?? undefined,
    }));
  const items = (answer: unknown) => (answer as Readonly<Record<string, unknown>> | undefined)?.[key];
  return {
    key,
    schema: z.preprocess((answer) => ({ ...(answer as object), items: items(answer) }), schema),
  };
}
