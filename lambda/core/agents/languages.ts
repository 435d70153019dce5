import * as z from 'zod';
import { phraseName, type Phrases } from '../speech/phrases';
import type { Agent } from './agent';
import { languageTag } from './language-tag';
import { providerReference } from './provider-reference';

/** A language that an agent speaks besides its own. */
export const furtherLanguage = z
  .strictObject({
    language: languageTag.describe('As in hi-IN.'),
    voice: z.string().min(1).optional().describe("The provider's name of the voice."),
    tts: providerReference.optional().describe("Text to speech. Standard: the agent's own, with its voice."),
    stt: providerReference.optional().describe("Speech to text. Standard: the agent's own."),
    phrases: z
      .partialRecord(phraseName, z.string().min(1).max(500))
      .optional()
      .describe('Own wording in place of the stock phrases of this language.'),
  })
  .describe('A language, and what goes with it.');
export type FurtherLanguage = z.infer<typeof furtherLanguage>;

export const languages = z
  .array(furtherLanguage)
  .max(8)
  .superRefine((all, context) => {
    for (const [index, { language }] of all.entries()) {
      if (all.findIndex((one) => one.language === language) === index) continue;
      const message = `must differ from the others; ${language} is named already`;
      context.addIssue({ code: 'custom', path: [index, 'language'], message });
    }
  })
  .describe('Languages that the agent goes over to when the caller speaks or wishes one of them.');

/** All languages of an agent, the one that it speaks first. */
export function languagesOf({ language, languages = [] }: Pick<Agent, 'language' | 'languages'>): string[] {
  return [language, ...languages.map((further) => further.language)];
}

/**
 * The agent as it is while it speaks a language: that language takes the place of its own, with voice, recogniser
 * and phrases, and its own stands among the others.
 *
 * @param language left out, or none of the agent's: the one that it speaks.
 */
export function speaking(agent: Agent, language: string | undefined): Agent {
  const others = agent.languages ?? [];
  const wanted = others.find((further) => further.language === language);
  if (!wanted) return agent;
  const { stt, tts, voice, phrases } = agent;
  const own = { language: agent.language, stt, tts, ...(voice !== undefined && { voice }), phrases };
  const spoken = wanted.tts === undefined ? { tts, voice: wanted.voice ?? voice } : wanted;
  return {
    ...agent,
    language: wanted.language,
    stt: wanted.stt ?? stt,
    tts: spoken.tts ?? tts,
    voice: spoken.voice,
    phrases: wanted.phrases ?? {},
    // Its words are of the other language; the stock apology stands in for them.
    fallback: agent.fallback && 'say' in agent.fallback ? undefined : agent.fallback,
    languages: [own, ...others.filter((further) => further !== wanted)],
    recording: undefined,
  };
}

/** The agent's own wording, wherever in its settings it stands. */
export function ownPhrases({ phrases, recording }: Pick<Agent, 'phrases' | 'recording'>): Partial<Phrases> {
  const notice = recording?.mode === 'notice' ? recording.notice : undefined;
  const ask = recording?.mode === 'consent' ? recording.ask : undefined;
  return {
    ...phrases,
    ...(notice !== undefined && { 'recording-notice': notice }),
    ...(ask !== undefined && { 'recording-consent': ask }),
  };
}
