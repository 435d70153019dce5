import * as z from 'zod';
import { onLeg } from './parameters';

const MAX_CONFIGURATION_BYTES = 10 * 1024;

const configuration = z
  .strictObject({
    SessionState: z
      .strictObject({
        SessionAttributes: z.record(z.string(), z.string()).optional(),
        DialogAction: z.strictObject({ Type: z.enum(['Delegate', 'ElicitIntent']) }).optional(),
      })
      .optional(),
    WelcomeMessages: z
      .array(z.strictObject({ Content: z.string().min(1), ContentType: z.enum(['PlainText', 'SSML']) }))
      .optional(),
  })
  .refine(
    ({ WelcomeMessages, SessionState }) =>
      !WelcomeMessages?.length || SessionState?.DialogAction?.Type === 'ElicitIntent',
    'WelcomeMessages need SessionState.DialogAction.Type ElicitIntent',
  )
  .refine(
    (value) => Buffer.byteLength(JSON.stringify(value)) <= MAX_CONFIGURATION_BYTES,
    `at most ${MAX_CONFIGURATION_BYTES} bytes as JSON`,
  );

/** Hands leg A to an Amazon Lex V2 bot. */
export const startBotConversation = z.strictObject({
  Type: z.literal('StartBotConversation'),
  Parameters: onLeg({
    BotAliasArn: z
      .string()
      .regex(/^arn:aws[a-z-]*:lex:[a-z0-9-]+:\d{12}:bot-alias\/\w+\/\w+$/, 'the ARN of a Lex V2 bot alias'),
    LocaleId: z.string().min(2).optional(),
    Configuration: configuration.optional(),
  }).refine(({ ParticipantTag }) => ParticipantTag !== 'LEG-B', 'a bot talks on LEG-A only'),
});
