import * as z from 'zod';

/**
 * Events that a SIP media application sends, as untrusted input. Members that we don't read are let through,
 * since AWS adds some; members that we read are checked.
 *
 * Source: Amazon Chime SDK developer guide, "Understanding telephony events", and logs of AWS's samples.
 */
export const EVENT_TYPES = [
  'NEW_INBOUND_CALL',
  'NEW_OUTBOUND_CALL',
  'RINGING',
  'CALL_ANSWERED',
  'ACTION_SUCCESSFUL',
  'ACTION_FAILED',
  'ACTION_INTERRUPTED',
  'DIGITS_RECEIVED',
  'CALL_UPDATE_REQUESTED',
  'HANGUP',
  'INVALID_LAMBDA_RESPONSE',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

const text = z.string().max(4096);
const digits = z.string().regex(/^[0-9*#A-D]{0,128}$/);

export const participant = z.looseObject({
  CallId: z.string().min(1).max(256),
  /** LEG-A or LEG-B; one example in the documentation writes Leg-B. */
  ParticipantTag: z
    .string()
    .transform((tag) => tag.toUpperCase())
    .pipe(z.enum(['LEG-A', 'LEG-B'])),
  /** Not always a number: "SMA", "anonymous", "+17035550122". */
  To: text.default(''),
  From: text.default(''),
  Direction: z.enum(['Inbound', 'Outbound']).optional(),
  /** When the leg began to ring, in milliseconds since the epoch. */
  StartTimeInMilliseconds: text.optional(),
  /** Absent before the call is answered. */
  Status: z.enum(['Connected', 'Disconnected']).optional(),
  SipHeaders: z.record(z.string(), z.string()).optional(),
});
export type Participant = z.infer<typeof participant>;

export const callDetails = z.looseObject({
  TransactionId: z.string().min(1).max(256),
  AwsAccountId: text.optional(),
  AwsRegion: text.optional(),
  /** The rule by which an inbound call came. */
  SipRuleId: text.optional(),
  Participants: z.array(participant).max(8),
});

export type CallDetails = z.infer<typeof callDetails>;

const s3Object = z.looseObject({ BucketName: text.optional(), Key: z.string().min(1).max(1024) });

export const actionData = z.looseObject({
  Type: text,
  Parameters: z.record(z.string(), z.unknown()).optional(),
  ErrorType: text.optional(),
  ErrorMessage: text.optional(),
  /** RecordAudio writes the reason of a failure here. */
  Error: text.optional(),
  ReceivedDigits: digits.optional(),
  RecordingDestination: s3Object.optional(),
  RecordingTerminatorUsed: digits.optional(),
});

export const smaEvent = z.looseObject({
  SchemaVersion: z.string().optional(),
  /** Counts the invocations of a call, from 1. */
  Sequence: z.int().min(0),
  InvocationEventType: z.enum(EVENT_TYPES),
  ActionData: actionData.optional(),
  CallDetails: callDetails,
  ErrorType: text.optional(),
  ErrorMessage: text.optional(),
});
/** An event of a SIP media application. */
export type SmaEvent = z.infer<typeof smaEvent>;
