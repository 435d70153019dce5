import * as z from 'zod';

export const MAX_SPEAK_CHARACTERS = 1000;

export const key = z.string().regex(/^[0-9#*]$/, 'one key: 0 to 9, # or *');
export const e164 = z.string().regex(/^\+[1-9]\d{1,14}$/, 'a number in E.164, as in +919876543210');

/** A whole number that the guide wants as a string. */
export const counted = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, 'a whole number, written as a string')
    .refine((text) => Number(text) >= low && Number(text) <= high, `from ${low} to ${high}`);

export const milliseconds = z.int().min(1);

const tag = z.enum(['LEG-A', 'LEG-B']);
const bucketName = z.string().min(3).max(63);

/**
 * Parameters of an action that takes place on one leg. AWS lets `CallId` win over `ParticipantTag`, and takes
 * the leg of the event where both are missing; an action that names exactly one leg can't be misread.
 */
export function onLeg<T extends z.ZodRawShape>(shape: T) {
  return z
    .strictObject({ CallId: z.string().min(1).optional(), ParticipantTag: tag.optional(), ...shape })
    .refine(
      (parameters: { CallId?: unknown; ParticipantTag?: unknown }) =>
        (parameters.CallId === undefined) !== (parameters.ParticipantTag === undefined),
      'names one leg, by CallId or by ParticipantTag',
    );
}

export const audioSource = z.strictObject({
  Type: z.literal('S3'),
  BucketName: bucketName,
  Key: z.string().min(1).max(1024),
});

export const recordingDestination = z.strictObject({
  Type: z.literal('S3'),
  BucketName: bucketName,
  Prefix: z.string().max(979).optional(),
});

const HEADER_NAME = /^(x-(?!amzn)[a-z0-9-]+|user-to-user|diversion)$/i;
const MAX_HEADER_CHARACTERS = 2048;

/** SIP headers that Chime passes on. Source: developer guide, "Using SIP headers". */
export const sipHeaders = z
  .record(z.string().regex(HEADER_NAME, 'x-… (but not x-amzn…), User-to-User or Diversion'), z.string())
  .refine(
    (headers) => Object.entries(headers).flat().join('').length <= MAX_HEADER_CHARACTERS,
    `at most ${MAX_HEADER_CHARACTERS} characters in all`,
  );
