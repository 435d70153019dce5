import * as z from 'zod';
import { e164 } from '../numbers/e164';
import { phraseName } from '../speech/phrases';
import { afterCall } from './after-call';
import { hasteLlm } from './haste-llm';
import { identifier } from './identifier';
import { knowledge } from './knowledge';
import { languageTag } from './language-tag';
import { languages } from './languages';
import { privacy } from './privacy';
import { providerFallbacks } from './provider-fallbacks';
import { providerReference } from './provider-reference';
import { recording } from './recording';
import { tools } from './tool';
import { ringSeconds, via } from './tools/transfer';
import { voicemail } from './voicemail';
import { variables } from './variables';

const seconds = (low: number, high: number, standard: number) => z.int().min(low).max(high).default(standard);

/** What a caller meets when the conversation cannot go on. */
export const fallback = z
  .union([
    z.strictObject({ say: z.string().min(1).max(1000).describe('Said before the call ends.') }),
    z.strictObject({
      transfer: e164.describe('The number of a human who takes over.'),
      ringSeconds: ringSeconds.optional().describe('How long it rings. Standard: 30 seconds.'),
      via: via.optional().describe('As of a transfer. Standard: pstn.'),
    }),
  ])
  .describe('What happens when the agent fails: say something and hang up, or transfer to a human.');
export type Fallback = z.infer<typeof fallback>;

export const listening = z
  .strictObject({
    silenceSeconds: seconds(1, 10, 1).describe('Silence that ends what the caller says. Whole seconds.'),
    silenceThreshold: z.int().min(1).max(1000).default(200).describe('Loudness below which it is silence.'),
    maxSeconds: seconds(1, 300, 30).describe('The longest single utterance of the caller.'),
    repromptAfterSeconds: seconds(2, 60, 6).describe('Silence after which the agent asks again.'),
    reprompts: z.int().min(0).max(5).default(2).describe('How often it asks again before it says goodbye.'),
    digitGapSeconds: seconds(1, 10, 2).describe('Pause after which keyed digits are complete.'),
    waitForMore: z
      .boolean()
      .default(true)
      .describe('Whether it listens on when the caller pauses in the middle of a sentence or a number.'),
  })
  .describe('How the agent takes turns.');

export const limits = z
  .strictObject({
    callSeconds: seconds(30, 14_400, 1800).describe('The longest call.'),
    warnSeconds: seconds(0, 600, 60).describe(
      'When less than this remains, the agent says so. 0: never; nor where a call may not last twice as long.',
    ),
    replySeconds: seconds(3, 60, 15).describe('The longest wait for a reply before it counts as failed.'),
    fillerAfterSeconds: seconds(1, 10, 2).describe('Wait after which the agent says that it needs a moment.'),
    failures: z.int().min(1).max(5).default(2).describe('Failures in a row before the fallback.'),
  })
  .describe('Where the agent stops waiting.');

/** An agent as its owner describes it. */
export const agentSettings = z
  .strictObject({
    language: languageTag.describe('The language that the agent speaks, as in en-IN or hi-IN.'),
    languages: languages.optional(),
    greeting: z
      .string()
      .min(1)
      .max(1000)
      .describe('The first sentence of the call. {{variables}} are filled in.'),
    prompt: z
      .string()
      .min(1)
      .max(100_000)
      .describe('What the language model is told. {{variables}} are filled in.'),
    timeZone: z
      .string()
      .refine(isTimeZone, { error: 'must be an IANA time zone, as in Asia/Kolkata' })
      .default('UTC')
      .describe('Where {{today}} and {{time}} are told from, as in Asia/Kolkata.'),
    variables: variables.default({}).describe('Standard values for {{variables}}.'),
    stt: providerReference.describe('Speech to text, as provider/model.'),
    llm: providerReference.describe('Language model, as provider/model.'),
    tts: providerReference.describe('Text to speech, as provider/model.'),
    voice: z.string().min(1).optional().describe("The provider's name of the voice."),
    fallbacks: providerFallbacks.optional(),
    hasteLlm: hasteLlm.optional(),
    knowledge: knowledge.optional(),
    tools: tools.default([]),
    fallback: fallback
      .optional()
      .describe('Standard: an apology in the language of the agent, then the end of the call.'),
    recording: recording.optional(),
    voicemail: voicemail.optional(),
    listening: listening.prefault({}),
    limits: limits.prefault({}),
    afterCall: afterCall.optional(),
    privacy: privacy.optional(),
    phrases: z
      .partialRecord(phraseName, z.string().min(1).max(500))
      .default({})
      .describe('Own wording in place of the stock phrases.'),
  })
  .describe('A voice agent.');
export type AgentSettings = z.infer<typeof agentSettings>;

/** An agent as registered: `AGENT#<id> / CURRENT` and `AGENT#<id> / V#<version>`. */
export const agent = agentSettings.extend({
  id: identifier,
  version: z.string().min(1).describe('Hash of the settings: the same settings are the same version.'),
});
export type Agent = z.infer<typeof agent>;

/** All that decides how a text sounds. */
export interface VoiceOf {
  tts: string;
  voice: string | undefined;
  language: string;
}
export function voiceOf({ tts, voice, language }: Pick<Agent, 'tts' | 'voice' | 'language'>): VoiceOf {
  return { tts, voice, language };
}

/** Zones that were found to be ones: to find out takes a millisecond, and each turn reads its agent. */
const zones = new Set<string>();

export function isTimeZone(name: string): boolean {
  if (zones.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    zones.add(name);
    return true;
  } catch {
    return false;
  }
}
