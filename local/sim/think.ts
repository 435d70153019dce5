import type { ModelRequest } from '../../lambda/core/ports';
import { SentenceCutter } from '../../lambda/core/speech/sentences';
import wordLists from './words.json';
import type { SimReply } from './model';
import { UNTOLD } from './recogniser';

/** A reply to what the caller says when it holds one of these words; the first that fits is taken. */
export interface ScriptLine extends SimReply {
  hears: string;
}

/** Follows a script, and thinks for itself where the script has nothing. */
export function scripted(script: readonly ScriptLine[]): (request: ModelRequest) => SimReply {
  return (request) => {
    const heard = lastHeard(request).toLocaleLowerCase();
    return script.find(({ hears }) => heard.includes(hears.toLocaleLowerCase())) ?? offline(request);
  };
}

/**
 * Answers from the agent's own prompt: the sentence of it that shares the most words with the question.
 * It knows no more than that, and says so when nothing fits.
 */
export function offline(request: ModelRequest): SimReply {
  const words = wordLists[language(request.system)];
  const heard = lastHeard(request);
  const asked = wordsIn(heard);
  if (UNTOLD.test(heard)) return { says: words.untold };
  if (overlap(asked, words.goodbye) && offers(request, 'end_call')) {
    return { says: words.farewell, calls: { tool: 'end_call' } };
  }
  if (overlap(asked, words.human) && offers(request, 'transfer_call')) {
    return { says: words.connecting, calls: { tool: 'transfer_call', args: occasion(request) } };
  }
  const keyed = /^\(keyed (.+)\)$/.exec(heard)?.[1];
  if (keyed) return { says: words.keyed.replace('{digits}', [...keyed].join(' ')) };
  const [best] = factsIn(request.system)
    .map((fact) => ({ fact, score: score(asked, fact) }))
    .sort((a, b) => b.score - a.score);
  return best && best.score > 0 ? { says: `${best.fact} ${words.anythingElse}` } : { says: words.unknown };
}

/** What was heard in turns without a reply stands above it, in the same message. */
function lastHeard({ messages }: ModelRequest): string {
  return (
    messages
      .findLast(({ role }) => role === 'user')
      ?.text.split('\n')
      .at(-1) ?? ''
  );
}

function offers({ tools }: ModelRequest, tool: string): boolean {
  return tools.some(({ name }) => name === tool);
}

/** Where there are several people to transfer to, the first of them. */
function occasion({ tools }: ModelRequest): Record<string, unknown> {
  const transfer = tools.find(({ name }) => name === 'transfer_call');
  const { to } = (transfer?.parameters['properties'] ?? {}) as { to?: { enum: string[] } };
  return to ? { to: to.enum[0] } : {};
}

function language(system: string): keyof typeof wordLists {
  return /\bbegin in hi\b|\bbegin in hi-/.test(system) ? 'hi' : 'en';
}

/** What a prompt states in list items, sentence by sentence. An item may go on in the lines after it. */
function factsIn(system: string): string[] {
  const items = system.matchAll(/^[-*] (.+(?:\n[ \t]+\S.*)*)/gm);
  return [...items].flatMap((match) => {
    const cutter = new SentenceCutter();
    return [...cutter.push(match[1]!.replace(/\s+/g, ' ')), ...cutter.flush()];
  });
}

function wordsIn(text: string): Set<string> {
  return new Set(text.toLocaleLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
}

function overlap(asked: Set<string>, words: readonly string[]): boolean {
  return words.some((word) => asked.has(word));
}

/** Words that begin alike count as one: open, opening, opens; खुला, खुलता. */
function score(asked: Set<string>, fact: string): number {
  const stems = new Set([...wordsIn(fact)].map(stem));
  return [...asked].filter((word) => word.length > 2 && !COMMON.has(word) && stems.has(stem(word))).length;
}

const COMMON = new Set(Object.values(wordLists).flatMap(({ common }) => common));

function stem(word: string): string {
  return word.slice(0, /^[a-z]/.test(word) ? 4 : 3);
}
