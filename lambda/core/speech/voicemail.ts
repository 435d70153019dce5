import type { DialRecord } from '../calls/dial';
import known from './voicemail.json';
import { wordsOf } from './words';

/** What speaks for a machine and what for a human, at the other end of a call that we make. */
export interface AnswerSigns {
  /** What the carrier makes of it, once it tells. */
  carrier: DialRecord['answeredBy'];
  /** What was said, and for how long, in milliseconds. */
  text: string;
  voicedMs: number;
  /** How often the agent has been spoken to before. A mailbox talks at the beginning. */
  before: number;
}

/** Nobody who answers the telephone talks for so long before the caller has a turn, but for somebody upset. */
const MONOLOGUE_MS = 8000;
const AT_THE_BEGINNING = 2;

const SURE = phrases(known.sure);
const LIKELY = phrases(known.likely);
const HUMAN = phrases(known.human);
const ANSWERS = phrases(known.answers);

/**
 * Whether a mailbox or an announcement has taken the call. The carrier's word decides. Without it: what only machines
 * say, unless somebody asks something; or, as the first that is said, a monologue with two things that machines often
 * say, unless it answers the agent. A long story alone is never enough: a human who is upset tells one, too.
 */
export function isVoicemail({ carrier, text, voicedMs, before }: AnswerSigns): boolean {
  if (carrier === 'machine') return true;
  if (carrier === 'human' || before >= AT_THE_BEGINNING) return false;
  const line = ` ${wordsOf(text).join(' ')} `;
  if (asks(text, line)) return false;
  if (countIn(line, SURE) > 0) return true;
  const isAnswer = ANSWERS.some((phrase) => line.startsWith(phrase));
  const isMonologue = before === 0 && voicedMs >= MONOLOGUE_MS && !isAnswer;
  return isMonologue && countIn(line, LIKELY) >= 2;
}

/** Recognisers leave question marks out. */
function asks(text: string, line: string): boolean {
  return /[?？]/u.test(text) || countIn(line, HUMAN) > 0;
}

function countIn(line: string, list: readonly string[]): number {
  return list.filter((phrase) => line.includes(phrase)).length;
}

/** With a blank at both ends, so that only whole words are found. */
function phrases(list: readonly string[]): string[] {
  return list.map((phrase) => ` ${wordsOf(phrase).join(' ')} `);
}
