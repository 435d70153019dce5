import * as z from 'zod';

/** Where a secret lies, never what it holds. */
export const secretName = z
  .string()
  .regex(/^[A-Za-z0-9/_+=.@:-]{1,512}$/, 'must be the name or the ARN of a secret, never a key itself');
