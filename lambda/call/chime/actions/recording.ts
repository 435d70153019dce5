import * as z from 'zod';
import { counted, key, onLeg, recordingDestination } from './parameters';

export const recordAudio = z.strictObject({
  Type: z.literal('RecordAudio'),
  Parameters: onLeg({
    DurationInSeconds: counted(1, 14_400),
    /** Left out: no silence ends the recording. */
    SilenceDurationInSeconds: z.int().min(1).max(1000).optional(),
    SilenceThreshold: z.int().min(1).max(1000).optional(),
    RecordingTerminators: z.array(key).min(1),
    RecordingDestination: recordingDestination,
  }),
});

export const startCallRecording = z.strictObject({
  Type: z.literal('StartCallRecording'),
  Parameters: onLeg({
    Track: z.enum(['BOTH', 'INCOMING', 'OUTGOING']),
    /** `bucket` or `bucket/prefix`. */
    Destination: z.strictObject({ Type: z.literal('S3'), Location: z.string().min(3).max(1024) }),
  }),
});

export const stopCallRecording = z.strictObject({
  Type: z.literal('StopCallRecording'),
  Parameters: onLeg({}),
});
export const pauseCallRecording = z.strictObject({
  Type: z.literal('PauseCallRecording'),
  Parameters: onLeg({}),
});
export const resumeCallRecording = z.strictObject({
  Type: z.literal('ResumeCallRecording'),
  Parameters: onLeg({}),
});
