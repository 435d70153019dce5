import * as z from 'zod';
import { providerReference } from '../agents/provider-reference';
import { identifier } from '../agents/identifier';

/** How a call ended, seen by the company. */
export const outcome = z.enum([
  'caller-hung-up',
  'agent-ended',
  'transferred',
  'no-speech',
  'time-limit',
  'failed',
  'dismissed',
  'unknown-number',
  'suspended-number',
  'agent-missing',
  'unproven',
]);
export type Outcome = z.infer<typeof outcome>;

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
  hungUpAs: z.int().optional().describe('SIP response code of the hang-up, 0 when normal.'),
});
export type CallRecord = z.infer<typeof callRecord>;

/** What a caller gave the agent in a turn. */
export const turnInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recording'), key: z.string() }),
  z.strictObject({ kind: z.literal('digits'), digits: z.string().regex(/^[0-9*#A-D]+$/) }),
]);
export type TurnInput = z.infer<typeof turnInput>;

/** A part of a reply: one sentence, ready to be played. */
export const replyPart = z.strictObject({ key: z.string(), text: z.string(), durationMs: z.number() });
export type ReplyPart = z.infer<typeof replyPart>;

/** What follows a reply. */
export const replyNext = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('listen') }),
  z.strictObject({ type: z.literal('end') }),
  z.strictObject({ type: z.literal('transfer'), to: z.string() }),
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
    .enum(['working', 'replied', 'silent', 'unfinished', 'failed'])
    .describe('Unfinished: the caller had not finished, and is answered in a later turn.'),
  input: turnInput,
  recordedMs: z.number().optional().describe('How long the recording is.'),
  heard: z.string().optional().describe('What the caller said, or the digits keyed.'),
  parts: z.array(replyPart),
  next: replyNext.optional().describe('Set when the reply is complete.'),
  failure: z.string().optional(),
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
  }),
  z.strictObject({
    kind: z.literal('render'),
    voice: z.strictObject({ tts: providerReference, voice: z.string().optional(), language: z.string() }),
    clips: z.array(z.strictObject({ key: z.string(), text: z.string() })).min(1),
  }),
]);
export type TurnJob = z.infer<typeof turnJob>;
