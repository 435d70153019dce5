import { wordsOf } from '../words';
import english from './english.json';
import hindi from './hindi.json';
import hinglish from './hinglish.json';

/** How a language ends what is not over, and what is. */
interface Endings {
  open: Set<string>;
  closed: Set<string>;
  dangling: Set<string>;
  askedBy: Set<string>;
  whole: Set<string>;
}

const ENGLISH = endingsIn(english);
const HINDI = endingsIn(hindi);
const HINGLISH = endingsIn(hinglish);

const LONGEST = 6;

/**
 * Whether words end in a way that something has to follow. The longest ending that is known decides: `so` is
 * open, `I think so` is closed.
 */
export function endsOpen(words: readonly string[], language: string): boolean {
  const known = endingsOf(language);
  const text = words.join(' ');
  if (known.some(({ whole }) => whole.has(text))) return false;
  for (let length = Math.min(LONGEST, words.length); length > 0; length--) {
    const ending = words.slice(-length).join(' ');
    if (known.some(({ closed }) => closed.has(ending))) return false;
    if (known.some(({ open }) => open.has(ending))) return true;
  }
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  return known.some(
    ({ dangling, askedBy }) => dangling.has(last) && !before.some((word) => askedBy.has(word)),
  );
}

/** Who speaks Hindi or the English of India mixes them. */
function endingsOf(language: string): Endings[] {
  const [primary] = language.split('-');
  if (primary === 'hi' || language === 'en-IN') return [ENGLISH, HINDI, HINGLISH];
  return primary === 'en' ? [ENGLISH] : [];
}

function endingsIn({ open, closed, dangling, whole }: typeof english): Endings {
  return {
    open: setOf(open.flatMap(({ endings }) => endings)),
    closed: setOf(closed.flatMap(({ endings }) => endings)),
    dangling: setOf(dangling.endings),
    askedBy: setOf(dangling.askedBy),
    whole: setOf(whole),
  };
}

function setOf(phrases: readonly string[]): Set<string> {
  return new Set(phrases.map((phrase) => wordsOf(phrase).join(' ')));
}
