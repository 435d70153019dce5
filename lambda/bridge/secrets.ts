import * as z from 'zod';

/** `{"authToken": "…"}`, among what else the carrier's secret holds. Carriers sign with no other key. */
export const authToken = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.object({ authToken: z.string().min(16) }))
  .transform((secret) => secret.authToken);

/** Random text, made by Secrets Manager. */
export const callKeySecret = z.string().min(32);
