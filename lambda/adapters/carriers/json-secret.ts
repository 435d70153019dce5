import * as z from 'zod';

/** Reads a secret that holds JSON. No message quotes what it holds. */
export function jsonSecret<T>(content: z.ZodType<T>): z.ZodType<T, string> {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({
          code: 'custom',
          message: 'must be JSON, as the carrier’s page in docs/carriers says',
        });
        return z.NEVER;
      }
    })
    .pipe(content);
}
