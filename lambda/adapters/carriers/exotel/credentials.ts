import * as z from 'zod';
import { jsonSecret } from '../json-secret';
import type { ExotelCredentials } from './connection';

const fromConsole = (name: string) =>
  z
    .string(`must be there: the ${name} of Exotel’s API settings`)
    .min(1, `must be the ${name} of Exotel’s API settings`);

/** What a secret for Exotel holds: `{"accountSid": "…", "apiKey": "…", "apiToken": "…"}`, as text. */
export const exotelCredentials: z.ZodType<ExotelCredentials, string> = jsonSecret(
  z.object({
    accountSid: fromConsole('account SID').regex(
      /^[A-Za-z0-9_-]{0,64}$/,
      'must be the account SID of Exotel’s API settings: letters, digits, underscores and hyphens',
    ),
    apiKey: fromConsole('API key'),
    apiToken: fromConsole('API token'),
  }),
);
