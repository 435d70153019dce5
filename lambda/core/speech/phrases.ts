import * as z from 'zod';
import { primaryOf } from '../agents/primary-language';
import stock from './phrases.json';

/** What an agent says on its own, without the model. */
export const PHRASES = [
  'reprompt-1',
  'reprompt-2',
  'goodbye-silent',
  'goodbye',
  'filler',
  'filler-again',
  'sorry',
  'trouble',
  'transferring',
  'transfer-failed',
  'key-digits',
  'digits-again',
  'opted-out',
  'time-soon',
  'time-up',
  'recording-notice',
  'recording-consent',
  'recording-on',
  'recording-off',
  'switched',
  'unknown-number',
  'suspended-number',
] as const;
export const phraseName = z.enum(PHRASES);
export type PhraseName = z.infer<typeof phraseName>;
export type Phrases = Record<PhraseName, string>;

const STOCK: Record<string, Phrases> = stock;

/** The languages that have stock phrases, as the first part of a language tag. */
export const STOCK_LANGUAGES: readonly string[] = Object.keys(STOCK);

/** @returns the phrases of a language (`hi-IN` → Hindi), in the owner's wording where there is one. */
export function phrasesFor(language: string, own: Partial<Phrases> = {}): Phrases {
  return { ...(STOCK[primaryOf(language)] ?? STOCK['en']!), ...own };
}

/** @returns the phrases that a language has no stock wording for and its owner did not give. */
export function missingPhrases(language: string, own: Partial<Phrases>): PhraseName[] {
  return primaryOf(language) in STOCK ? [] : PHRASES.filter((name) => own[name] === undefined);
}
