import * as fc from 'fast-check';
import type { Policy } from '../../lambda/core/agents/policy';
import type { ReplyNext } from '../../lambda/core/calls/records';
import type { Happening } from '../../lambda/core/conversation/happenings';
import type { Refusal } from '../../lambda/core/numbers/admission';
import type { Told } from '../../lambda/call/chime/to-happening';
import { aPolicy } from './policy';
import { replyParts } from './turn';

/** A happening whose time the course of a call settles. */
export type { Told };

export const HEARD: Told = { type: 'heard', input: { kind: 'recording', key: 'recordings/call-1/1.wav' } };
export const SILENT: Told = { type: 'silent', ms: 1000 };
export const UNFINISHED: Told = { type: 'unfinished' };
export const PLAYED: Told = { type: 'played' };
export const WAITED: Told = { type: 'waited' };

/** @param settled what the turn has settled beside its words. */
export function replied(
  texts: string[],
  next?: ReplyNext,
  settled: { policy?: Policy; consent?: boolean } = {},
): Told {
  return { type: 'replied', parts: replyParts(...texts), ...(next && { next }), ...settled };
}

export function failed(what: Extract<Happening, { type: 'failed' }>['what'] = 'play'): Told {
  return { type: 'failed', what, reason: 'it broke' };
}

const next: fc.Arbitrary<ReplyNext> = fc.oneof(
  fc.constant({ type: 'listen' as const }),
  fc.constant({ type: 'end' as const }),
  fc.record({
    type: fc.constant('transfer' as const),
    to: fc.constant('+918049876543'),
    via: fc.constantFrom('pstn' as const, 'trunk' as const),
    whisper: fc.constantFrom(undefined, { key: 'calls/whisper.wav', text: 'Who calls.', durationMs: 900 }),
  }),
  fc.record({
    type: fc.constant('collect' as const),
    name: fc.constantFrom('card', 'pin'),
    min: fc.constantFrom(1, 4),
    max: fc.constantFrom(4, 16),
    private: fc.boolean(),
    gapSeconds: fc.constant(4),
  }),
  fc.constant({ type: 'send-digits' as const, digits: '2,,4#' }),
  fc.constant({ type: 'opted-out' as const }),
);
const texts = fc.array(fc.constantFrom('One sentence.', 'Another one.'), { maxLength: 4 });

/** Any happening of a call under way. A reply that brings neither words nor an end is none. */
export const anyHappening: fc.Arbitrary<Told> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(HEARD) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('silent' as const), ms: fc.nat(10_000) }) },
  { weight: 2, arbitrary: fc.constant(UNFINISHED) },
  fc.record({
    type: fc.constant('pressed' as const),
    digits: fc.constantFrom('', '1', '42', '#', '*', '0#'),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('keyed' as const),
      digits: fc.constantFrom('1', '42', '#', '*', '7#'),
    }),
  },
  { weight: 4, arbitrary: fc.tuple(texts, next).map(([words, then]) => replied(words, then)) },
  { weight: 2, arbitrary: texts.map((words) => replied(['Something.', ...words])) },
  { weight: 3, arbitrary: fc.constant(WAITED) },
  { weight: 4, arbitrary: fc.constant(PLAYED) },
  fc.constant({ type: 'transferred' as const }),
  fc
    .constantFrom('play', 'listen', 'reply', 'transfer', 'answer', 'keys')
    .map((what) => failed(what as 'play')),
  fc.constant({ type: 'recording-lost' as const, reason: 'it broke' }),
  fc.constant({ type: 'expired' as const }),
  fc.constant({ type: 'dismissed' as const }),
  fc.record({
    type: fc.constant('hung-up' as const),
    by: fc.constantFrom('caller' as const, 'human' as const),
  }),
);

/** How a call can begin. */
export const anyOpening: fc.Arbitrary<Told> = fc.oneof(
  { weight: 5, arbitrary: anyPolicy().map((policy) => ({ type: 'arrived' as const, policy })) },
  fc
    .constantFrom<Refusal[]>('unknown-number', 'suspended-number', 'agent-missing', 'unproven', 'failed')
    .map((refusal) => ({ type: 'turned-away' as const, refusal, policy: aPolicy() })),
);

function anyPolicy(): fc.Arbitrary<Policy> {
  return fc
    .record({
      reprompts: fc.nat(5),
      failures: fc.integer({ min: 1, max: 5 }),
      fallback: fc.constantFrom({ say: 'Please call later.' }, { transfer: '+918041111111' }),
      greeting: fc.constantFrom('Namaste.', '{{nobody}}'),
    })
    .map(({ reprompts, failures, ...agent }) =>
      aPolicy({ ...agent, listening: { reprompts }, limits: { failures } }),
    );
}
