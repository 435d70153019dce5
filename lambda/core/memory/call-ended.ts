import * as z from 'zod';
import { callRecord, type CallRecord, type TurnRecord } from '../calls/records';
import { transcriptLine, type TranscriptLine } from './transcript';
import { memory } from './wrap-up-record';

/** How the event is named on the bus. */
export const CALL_ENDED = { source: 'byon', detailType: 'Call Ended' } as const;

const about = callRecord.pick({
  callId: true,
  direction: true,
  number: true,
  caller: true,
  carrier: true,
  carrierCall: true,
  dial: true,
  agent: true,
  outcome: true,
  recording: true,
  startedAt: true,
  endedAt: true,
  hungUpAs: true,
});

/** The end of a call, as the event bus and a webhook are told of it. Times are milliseconds since the epoch. */
export const callEnded = about.extend({
  version: z.literal(1),
  id: z.string().describe('The same when the event comes again: take each id once.'),
  durationSeconds: z.number().min(0).optional(),
  turns: z.int().min(0).describe('How often the caller said or keyed something.'),
  tools: z
    .array(z.strictObject({ turn: z.int(), name: z.string(), status: z.enum(['done', 'failed']) }))
    .describe('The tools that were run, in the order of the turns.'),
  ...memory,
  transcript: z.array(transcriptLine).optional().describe('Where the agent asks for it, oldest first.'),
  transcriptCut: z.literal(true).optional().describe('The end of the transcript did not fit into an event.'),
});
export type CallEnded = z.infer<typeof callEnded>;

export interface CallStory {
  record: CallRecord;
  turns: readonly TurnRecord[];
  /** Undefined where the agent does not want it to be told. */
  transcript: readonly TranscriptLine[] | undefined;
}

/** EventBridge takes 256 KiB; a little is kept for the envelope. */
const MOST_BYTES = 250 * 1024;

export function callEndedOf({ record, turns, transcript }: CallStory): CallEnded {
  const { callId, startedAt, endedAt, summary, fields, summaryFailed, latency } = record;
  const told = callEnded.parse({
    ...about.strip().parse(record),
    version: 1,
    id: callId,
    ...(endedAt !== undefined && { durationSeconds: Math.max(0, endedAt - startedAt) / 1000 }),
    turns: turns.filter(({ heard }) => heard).length,
    tools: turns.flatMap(({ turn, tools = [] }) => tools.map(({ name, status }) => ({ turn, name, status }))),
    summary,
    fields,
    summaryFailed,
    latency,
  });
  return transcript ? withTranscript(told, transcript) : told;
}

function withTranscript(told: CallEnded, transcript: readonly TranscriptLine[]): CallEnded {
  let room = MOST_BYTES - bytesOf({ ...told, transcript: [], transcriptCut: true });
  const fitting = transcript.findIndex((line) => (room -= bytesOf(line) + 1) < 0);
  if (fitting === -1) return { ...told, transcript: [...transcript] };
  return { ...told, transcript: transcript.slice(0, fitting), transcriptCut: true };
}

function bytesOf(value: object): number {
  return new TextEncoder().encode(JSON.stringify(value)).byteLength;
}
