import * as z from 'zod';

/** A name that is safe in a key, a file name and a construct id. */
export const identifier = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,62}$/,
    'must be lower-case letters, digits and hyphens, beginning with a letter, 63 at most',
  );
