import type { PhraseName } from './phrases';

/** Phrases that only some agents say, by what they are for. */
const ONLY_FOR = {
  notice: ['recording-notice'],
  consent: ['recording-consent', 'recording-on', 'recording-off'],
  warning: ['time-soon'],
  languages: ['switched'],
  digits: ['key-digits', 'digits-again'],
  'opt-out': ['opted-out'],
} as const satisfies Record<string, readonly PhraseName[]>;
export type Saying = keyof typeof ONLY_FOR;

/** Whether an agent that does these things may ever say a phrase. */
export function isNeeded(phrase: PhraseName, does: readonly Saying[]): boolean {
  const reasons = Object.entries(ONLY_FOR).filter(([, names]) =>
    (names as readonly string[]).includes(phrase),
  );
  return reasons.length === 0 || reasons.some(([saying]) => does.includes(saying as Saying));
}
