import * as z from 'zod';

/** `PROVIDERS` of a function's environment: where each provider is and where its key lies, as JSON. */
export const providersOfEnvironment = z
  .string()
  .transform((json): unknown => JSON.parse(json))
  .pipe(z.record(z.string(), z.object({ secretArn: z.string().optional(), baseUrl: z.url().optional() })));
