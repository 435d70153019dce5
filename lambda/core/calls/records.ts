import * as z from 'zod';
import { providerReference } from '../agents/provider-reference';
import { identifier } from '../agents/identifier';
import { languageTag } from '../agents/language-tag';
import { wrapUpRecord } from '../memory/wrap-up-record';
import { via } from '../agents/tools/transfer';
import { cut } from './cut';

/** How a call ended, seen by the company. */
export const outcome = z.enum([
  'caller-hung-up',
  'agent-ended',
  'transferred',
  'no-speech',
  'time-limit',
  'failed',
  'dismissed',
  'voicemail',
  'unknown-number',
  'suspended-number',
  'agent-missing',
  'unproven',
]);
export type Outcome = z.infer<typeof outcome>;

/** What was done about recording the call as a whole. */
export const callRecording = z.enum(['noticed', 'consented', 'declined', 'failed']);
export type CallRecording = z.infer<typeof callRecording>;

/** `CALL#<callId> / META`: what is known of a call. Kept until its time to live. */
export const callRecord = z.strictObject({
  callId: z.string(),
  direction: z.enum(['inbound', 'outbound']).optional(),
  number: z.string().optional().describe("The company's number, E.164."),
  caller: z
    .string()
    .optional()
    .describe('Who is at the other end: on an outbound call the callee. May be "anonymous".'),
  carrier: identifier.optional().describe('The carrier of the number.'),
  carrierCall: z
    .string()
    .optional()
    .describe(
      "The carrier's id of the call, letters and digits only: its leg is `LEG#<carrier>#<carrierCall>`.",
    ),
  dial: z.string().optional().describe('On an outbound call: the reference under which it was dialled.'),
  agent: z.strictObject({ id: identifier, version: z.string() }).optional(),
  resolvedBy: z.string().optional().describe('Which part of the signalling named the number.'),
  startedAt: z.int().describe('Milliseconds since the epoch.'),
  endedAt: z.int().optional(),
  outcome: outcome.optional(),
  recording: callRecording
    .optional()
    .describe(
      'Noticed, consented: the call was recorded. Declined: it was not. Failed: all or the rest of it was not, ' +
        'because the media plane could not. Absent: the agent records nothing.',
    ),
  hungUpAs: z.int().optional().describe('SIP response code of the hang-up, 0 when normal.'),
  ...wrapUpRecord,
});
export type CallRecord = z.infer<typeof callRecord>;

/** What a caller gave the agent in a turn. */
export const turnInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recording'), key: z.string() }),
  z.strictObject({ kind: z.literal('digits'), digits: z.string().regex(/^[0-9*#A-D]+$/) }),
  z
    .strictObject({
      kind: z.literal('collected'),
      name: z.string(),
      count: z.int().min(0).describe('How many digits; 0 when there were none, or never the right number.'),
      digits: z.string().optional().describe('Left out when they are private.'),
    })
    .describe('Digits that the agent has asked for.'),
]);
export type TurnInput = z.infer<typeof turnInput>;

/** A part of a reply: one sentence, ready to be played. */
export const replyPart = z.strictObject({ key: z.string(), text: z.string(), durationMs: z.number() });
export type ReplyPart = z.infer<typeof replyPart>;

/** What follows a reply. */
export const replyNext = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('listen') }),
  z.strictObject({ type: z.literal('end') }),
  z.strictObject({
    type: z.literal('transfer'),
    to: z.string(),
    ringSeconds: z.int().optional(),
    via: via.optional(),
    whisper: replyPart.optional().describe('What the human hears on taking the call; the caller does not.'),
  }),
  z.strictObject({
    type: z.literal('collect'),
    name: z.string(),
    min: z.int(),
    max: z.int(),
    private: z.boolean(),
    gapSeconds: z.int(),
  }),
  z.strictObject({ type: z.literal('send-digits'), digits: z.string() }),
  z
    .strictObject({ type: z.literal('opted-out') })
    .describe('The caller will not be called again: they are told so, and the call ends.'),
]);
export type ReplyNext = z.infer<typeof replyNext>;

/**
 * `CALL#<callId> / TURN#<turn>`: one thing that the caller said and the agent's reply to it. The worker
 * writes it again after each part, so one read tells all that is ready.
 */
export const turnRecord = z.strictObject({
  callId: z.string(),
  turn: z.int().min(1),
  status: z
    .enum(['working', 'replied', 'silent', 'unfinished', 'failed', 'voicemail'])
    .describe(
      'Unfinished: the caller had not finished, and is answered in a later turn. Voicemail: it was a mailbox.',
    ),
  input: turnInput,
  recordedMs: z.number().optional().describe('How long the recording is.'),
  heard: z.string().optional().describe('What the caller said, or the digits keyed.'),
  language: languageTag.optional().describe('Set when the conversation goes on in another language.'),
  consent: z
    .boolean()
    .optional()
    .describe('Whether the caller plainly agreed that the call is recorded, or plainly did not.'),
  parts: z.array(replyPart),
  next: replyNext.optional().describe('Set when the reply is complete.'),
  tools: z
    .array(z.strictObject({ name: z.string(), status: z.enum(['done', 'failed']), ms: z.number() }))
    .optional()
    .describe('The tools that were run, without what was said to them and by them.'),
  failure: z.string().optional(),
  failedTransfers: z.int().optional().describe('Transfers of the call that had come to nothing by then.'),
  cut: cut.optional().describe('The reply before this turn was not heard to its end.'),
  attempts: z
    .array(
      z.strictObject({
        port: z.enum(['stt', 'llm', 'tts']),
        provider: providerReference,
        ms: z
          .number()
          .describe('Until it was known what came of it; of a model, until its first useful word.'),
        outcome: z.string().describe('answered, stopped (nobody wanted it any more), or how it failed.'),
      }),
    )
    .optional()
    .describe('Which providers were asked, in the order in which it was known what came of it.'),
  claimedAt: z.int(),
  /** Milliseconds that each stage took, from the start of the turn. */
  timings: z.record(z.string(), z.number()),
});
export type TurnRecord = z.infer<typeof turnRecord>;

/** What the turn worker is asked to do. */
export const turnJob = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('reply'),
    callId: z.string().min(1),
    turn: z.int().min(1),
    agent: z.strictObject({ id: identifier, version: z.string().min(1) }),
    variables: z.record(z.string(), z.string()),
    greeting: z.string(),
    input: turnInput,
    askedAt: z
      .int()
      .optional()
      .describe('Since when the caller waits for the reply, in milliseconds since the epoch.'),
    failedTransfers: z.int().optional(),
    cut: cut.optional(),
    language: languageTag.optional().describe("That of the conversation by now. Standard: the agent's own."),
    consentAsked: z
      .boolean()
      .optional()
      .describe('The caller was asked last whether the call may be recorded.'),
    dial: z.string().optional().describe('On an outbound call: the reference under which it was dialled.'),
  }),
  z.strictObject({
    kind: z.literal('warm'),
    agent: z.strictObject({ id: identifier, version: z.string().min(1) }),
  }),
  z.strictObject({
    kind: z.literal('render'),
    voice: z.strictObject({ tts: providerReference, voice: z.string().optional(), language: z.string() }),
    clips: z.array(z.strictObject({ key: z.string(), text: z.string() })),
  }),
]);
export type TurnJob = z.infer<typeof turnJob>;
