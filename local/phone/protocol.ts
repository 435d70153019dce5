import * as z from 'zod';
import type { Port } from '../../lambda/core/agents/provider-reference';
import type { Outcome } from '../../lambda/core/calls/records';
import type { HungUpBy, SentEvent } from '../sma';

/**
 * What a page and its server tell each other over one WebSocket. Text frames are JSON, as typed here. Binary
 * frames are line audio (8 kHz, 16-bit little-endian, mono): from the page the microphone, frame by frame as
 * it comes; to the page what the agent begins to play, each piece whole.
 */
const number = z.string().trim();

export const fromPage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('call'),
    to: number.regex(
      /^\+[1-9]\d{6,14}$/,
      'The number to call must be a plus sign and digits, as in +14155550100.',
    ),
    from: number.regex(
      /^(\+[1-9]\d{6,14}|anonymous)$/,
      'Your caller id must be a plus sign and digits, as in +14155550123, or “anonymous”.',
    ),
  }),
  z.strictObject({
    type: z.literal('say'),
    text: z
      .string()
      .trim()
      .min(1, 'Type what you want to say first.')
      .max(500, 'Say no more than 500 letters at a time.'),
  }),
  z.strictObject({
    type: z.literal('press'),
    key: z.string().regex(/^[0-9*#]$/, 'A key is one of 0 to 9, * and #.'),
  }),
  z.strictObject({ type: z.literal('hang-up') }),
]);
export type FromPage = z.infer<typeof fromPage>;

/** A number that can be called, and who answers it. */
export interface Line {
  number: string;
  agent: string;
  language: string;
  suspended: boolean;
  /** What the agent's config names, whether a simulated one stands in, and which variable would change that. */
  providers: Record<Port, { reference: string; simulated: boolean; variable?: string }>;
}

export type CallState =
  'calling' | 'speaking' | 'listening' | 'thinking' | 'collecting' | 'asking' | 'transferring' | 'bridged';

/** Where the time between the caller's last word and the agent's first one went, in milliseconds. */
export interface Stage {
  stage: 'silence' | 'hearing' | 'thinking' | 'sentence' | 'voice' | 'line';
  ms: number;
}

/** `at` counts milliseconds from the start of the call. */
export type ToPage =
  /** `words`: offline speech has words; without, it is a murmur. */
  | { type: 'welcome'; lines: Line[]; words: boolean }
  | { type: 'state'; state: CallState }
  /** A typed line waits until the agent listens. */
  | { type: 'waiting'; id: string; text: string }
  /** Sent again, with the same id, when more is known. `heard`: what the agent understood of a typed line. */
  | { type: 'caller'; id: string; at: number; text: string; heard?: string }
  | { type: 'agent'; at: number; text: string }
  | { type: 'pause'; at: number; stages: Stage[] }
  | { type: 'note'; at: number; text: string }
  | { type: 'event'; at: number; attempt: number; event: SentEvent }
  | { type: 'answer'; at: number; ms: number; answer: unknown }
  /** What the agent plays ends now. */
  | { type: 'hush' }
  | { type: 'ended'; outcome?: Outcome; by: HungUpBy; seconds: number; recording: string }
  | { type: 'fault'; message: string };
