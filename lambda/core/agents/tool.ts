import * as z from 'zod';
import { e164 } from '../numbers/e164';
import { secretName } from '../secret-name';
import { toolParameters } from './tool-parameters';
import { isToolUrl } from './tool-url';

/** What the model calls the tools that every agent may have. */
export const END_CALL = 'end_call';
export const TRANSFER_CALL = 'transfer_call';
const TAKEN: readonly string[] = [END_CALL, TRANSFER_CALL];

/** What all tools of a company's own have in common. */
const own = {
  name: z
    .string()
    .regex(
      /^[a-z][a-z0-9_]{0,63}$/,
      'must be lower-case letters, digits and underscores, beginning with a letter, 64 at most',
    )
    .refine((name) => !TAKEN.includes(name), { error: `must be none of ${TAKEN.join(', ')}` })
    .describe('What the model calls it, as in book_appointment.'),
  description: z
    .string()
    .min(1)
    .max(1000)
    .describe('Tells the model what it does and when to use it, as in "Books an appointment in the clinic".'),
  parameters: toolParameters.default({ type: 'object', properties: {} }),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(20)
    .default(8)
    .describe('How long it may take. What the rest of the reply needs is kept back from it.'),
  filler: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Said when it takes longer than a second and the agent has said nothing before it.'),
};

/** What an agent may do besides talking. */
export const tool = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('end-call') })
      .describe('Lets the agent end the call after its goodbye.'),
    z
      .strictObject({
        type: z.literal('transfer'),
        to: e164,
        when: z
          .string()
          .min(1)
          .max(500)
          .describe('Tells the model when to transfer, as in "the caller asks for a human".'),
      })
      .describe('Lets the agent hand the caller to a human.'),
    z
      .strictObject({
        type: z.literal('lambda'),
        function: z
          .string()
          .regex(
            /^(arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:)?[A-Za-z0-9_-]{1,64}(:(\$LATEST|[A-Za-z0-9_-]{1,128}))?$/,
            'must be the name or the ARN of a Lambda function, as in book-appointment',
          )
          .describe('Name or ARN of the function.'),
        ...own,
      })
      .describe("Lets the agent ask a Lambda function; what it returns is the tool's result."),
    z
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
        ...own,
      })
      .describe("Lets the agent ask a web service; what it answers is the tool's result."),
  ])
  .describe('A tool of an agent.');
export type Tool = z.infer<typeof tool>;

/** A tool that is run somewhere and has a result. */
export type OwnTool = Extract<Tool, { type: 'lambda' | 'http' }>;

export function isOwnTool(tool: Tool): tool is OwnTool {
  return tool.type === 'lambda' || tool.type === 'http';
}

/** All tools of an agent. */
export const tools = z
  .array(tool)
  .max(16)
  .superRefine((all, context) => {
    const names = all.map((one) => (isOwnTool(one) ? one.name : undefined));
    for (const [index, name] of names.entries()) {
      if (name === undefined || names.indexOf(name) === index) continue;
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: `must differ from the other tools; ${name} is used already`,
      });
    }
  });
