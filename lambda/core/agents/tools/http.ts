import * as z from 'zod';
import { secretName } from '../../secret-name';
import { ownTool } from './own-tool';
import { toolUrl } from './url';

export const http = z
  .strictObject({
    type: z.literal('http'),
    url: toolUrl.describe('Where the request goes, by POST, signed.'),
    secret: secretName.describe('The secret with the key of the signature, 32 characters at least.'),
    ...ownTool,
  })
  .describe("Lets the agent ask a web service; what it answers is the tool's result.");
