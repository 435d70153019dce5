import * as z from 'zod';
import { secretName } from '../../secret-name';
import { isToolUrl } from './url';
import { ownTool } from './own-tool';

export const http = z
  .strictObject({
    type: z.literal('http'),
    url: z
      .string()
      .max(2000)
      .refine(isToolUrl, {
        error:
          'must be an https address of a public host, without a port, a user or a fragment, ' +
          'as in https://api.example.com/appointments',
      })
      .describe('Where the request goes, by POST, signed.'),
    secret: secretName.describe('The secret with the key of the signature, 32 characters at least.'),
    ...ownTool,
  })
  .describe("Lets the agent ask a web service; what it answers is the tool's result.");
