import * as z from 'zod';
import { secretName } from '../secret-name';
import { languageTag } from './language-tag';
import { toolParameters } from './tools/parameters';
import { toolUrl } from './tools/url';

/** What is made of a call when it is over, and who is told besides the event bus. */
export const afterCall = z
  .strictObject({
    summary: z
      .boolean()
      .default(true)
      .describe('Whether the language model sums the call up in two or three sentences.'),
    language: languageTag.optional().describe('The language of the summary. Standard: that of the agent.'),
    fields: toolParameters
      .optional()
      .describe(
        'What the language model takes out of the call, as JSON schema. What is required must be in every call, ' +
          'or neither summary nor fields come of it.',
      ),
    transcript: z.boolean().default(false).describe('Whether the event and the webhook hold the transcript.'),
    webhook: z
      .strictObject({
        url: toolUrl.describe('Where the event goes as well, by POST, signed.'),
        secret: secretName.describe('The secret with the key of the signature, 32 characters at least.'),
      })
      .optional()
      .describe('A web service that is told of the end of each call.'),
  })
  .describe('What is made of a call when it is over.');
export type AfterCall = z.infer<typeof afterCall>;
