import * as z from 'zod';
import { jsonSecret } from '../json-secret';
import type { VobizCredentials } from './connection';

/** What a secret for Vobiz holds: `{"authId": "MA_…", "authToken": "…"}`, as text. */
export const vobizCredentials: z.ZodType<VobizCredentials, string> = jsonSecret(
  z.object({
    authId: z
      .string('must be there: the Auth ID of Vobiz’s console')
      .regex(/^[MS]A_[A-Za-z0-9]{1,32}$/, 'must be an Auth ID, as in MA_…, or SA_… of a sub-account'),
    authToken: z
      .string('must be there: the Auth Token of Vobiz’s console')
      .min(1, 'must be the Auth Token of Vobiz’s console'),
  }),
);
