import * as z from 'zod';
import { jsonSecret } from '../json-secret';
import type { TwilioCredentials } from './connection';

const sid = (prefix: string, what: string) =>
  z
    .string(`must be there: ${what}, ${prefix}…`)
    .trim()
    .regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be ${what}: ${prefix} and 32 hexadecimal digits`);

const text = (what: string) => z.string(`must be ${what}, as text`).trim().min(1, `must be ${what}`);

/** Also where another member has a fault, so that all are told together. */
const when = ({ value }: { value: unknown }) => typeof value === 'object' && value !== null;

const members = z
  .object({
    accountSid: sid('AC', "the account's SID of Twilio's console"),
    authToken: text("the account's auth token").optional(),
    apiKeySid: sid('SK', "an API key's SID").optional(),
    apiKeySecret: text("the API key's secret").optional(),
  })
  .refine(({ apiKeySid, apiKeySecret }) => !apiKeySid || apiKeySecret, {
    path: ['apiKeySecret'],
    message: 'must be there with apiKeySid',
    when,
  })
  .refine(({ apiKeySid, apiKeySecret }) => !apiKeySecret || apiKeySid, {
    path: ['apiKeySid'],
    message: 'must be there with apiKeySecret',
    when,
  })
  .refine(
    ({ authToken, apiKeySid, apiKeySecret }) => (authToken ?? apiKeySid ?? apiKeySecret) !== undefined,
    {
      path: ['authToken'],
      message: 'must be there, or apiKeySid and apiKeySecret; calls through our bridge need it',
      when,
    },
  );

/**
 * What a secret for Twilio holds, as text: `{"accountSid": "AC…", "authToken": "…"}`, or `apiKeySid` and
 * `apiKeySecret` with or without the token. An API key wins: it can be taken back without changing the token, by
 * which Twilio signs its webhooks and which `lambda/bridge` reads by itself.
 */
export const twilioCredentials: z.ZodType<TwilioCredentials, string> = jsonSecret(members).transform(
  ({ accountSid, authToken = '', apiKeySid, apiKeySecret }) =>
    apiKeySid && apiKeySecret
      ? { accountSid, username: apiKeySid, password: apiKeySecret }
      : { accountSid, username: accountSid, password: authToken },
);
