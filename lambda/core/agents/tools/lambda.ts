import * as z from 'zod';
import { ownTool } from './own-tool';

export const lambda = z
  .strictObject({
    type: z.literal('lambda'),
    function: z
      .string()
      .regex(
        /^(arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:)?[A-Za-z0-9_-]{1,64}(:(\$LATEST|[A-Za-z0-9_-]{1,128}))?$/,
        'must be the name or the ARN of a Lambda function, as in book-appointment',
      )
      .describe('Name or ARN of the function.'),
    ...ownTool,
  })
  .describe("Lets the agent ask a Lambda function; what it returns is the tool's result.");
