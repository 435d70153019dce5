import * as z from 'zod';

/** The table can't keep what has the name of something that every object has. */
export const variableName = z.string().refine((name) => !(name in {}), {
  error: 'must not be a name that every object has, such as constructor',
});

/** Values for `{{variables}}`, by their names. */
export const variables = z.record(variableName, z.string());
