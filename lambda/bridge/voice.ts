import { primaryOf } from '../core/agents/primary-language';
import { phrasesFor } from '../core/speech/phrases';
import type { Speech } from './reply';
import voices from './voices.json';

export interface Spoken extends Speech {
  voice: string;
}

/**
 * The words with a voice that the carrier has for them. A language without one would make a silent line, or an
 * error of the carrier's, so then it is the apology in English.
 */
export function spoken({ text, language }: Speech, carrier: 'twilio' | 'vobiz'): Spoken {
  const known = voices[carrier];
  const primary = primaryOf(language);
  const voice =
    known.find((one) => one.language === language) ??
    known.find((one) => primaryOf(one.language) === primary);
  if (voice) return { text, ...voice };
  const english = known.find((one) => one.language === 'en-US')!;
  return { text: phrasesFor('en').trouble, ...english };
}
