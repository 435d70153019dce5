import type { ModelRequest } from '../../lambda/core/ports';
import { SentenceCutter } from '../../lambda/core/speech/sentences';
import wordLists from './words.json';
import type { SimReply } from './model';
import { recordOfCall } from './record-of-call';
import { UNTOLD } from './recogniser';

/** A reply to what the caller says when it holds one of these words; the first that fits is taken. */
export interface ScriptLine extends SimReply {
  hears: string;
  /** What it says when it knows what came of the tool; `{result}` is that. Standard: the result itself. */
  then?: string | undefined;
}

/** Follows a script, and thinks for itself where the script has nothing. */
export function scripted(script: readonly ScriptLine[]): (request: ModelRequest) => SimReply {
  return (request) => {
    const heard = lastHeard(request).toLocaleLowerCase();
    const line = script.find(({ hears }) => heard.includes(hears.toLocaleLowerCase()));
    const result = lastResult(request);
    if (result !== undefined) return { says: (line?.then ?? '{result}').replaceAll('{result}', result) };
    return line ? filled(line, request) : offline(request);
  };
}

/** What came of the tool that the model has just called, in the first words of it. */
function lastResult({ messages }: ModelRequest): string | undefined {
  const last = messages.at(-1);
  return last?.role === 'tool' ? last.text.split('\n')[0] : undefined;
}

/** `{remembered}` is what the latest tool of the turns before has answered. */
function filled({ says, calls }: ScriptLine, { messages }: ModelRequest): SimReply {
  const remembered = messages.findLast(({ role }) => role === 'tool')?.text ?? 'nothing';
  return { says: says.replaceAll('{remembered}', remembered), ...(calls && { calls }) };
}

/**
 * Answers from the agent's own prompt and from what was looked up: the sentence of them that shares the most words with the question.
 * It knows no more than that, and says so when nothing fits.
 */
export function offline(request: ModelRequest): SimReply {
  const record = recordOfCall(request);
  if (record) return record;
  const words = wordLists[language(request.system)];
  const heard = lastHeard(request);
  const asked = wordsIn(heard);
  if (UNTOLD.test(heard)) return { says: words.untold };
  if (overlap(asked, words.goodbye) && offers(request, 'end_call')) {
    return { says: words.farewell, calls: { tool: 'end_call' } };
  }
  if (overlap(asked, words.human) && offers(request, 'transfer_call')) {
    return { says: words.connecting, calls: { tool: 'transfer_call', args: occasion(request, heard) } };
  }
  const keyed = /^\(keyed ([0-9*#A-D]+)\)$/.exec(heard)?.[1];
  if (keyed) return { says: words.keyed.replace('{digits}', [...keyed].join(' ')) };
  const [best] = [...factsIn(request.system), ...factsOfReference(request)]
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

/** Where there are several people to transfer to, the first of them; who takes it is told what was said. */
function occasion({ tools }: ModelRequest, heard: string): Record<string, unknown> {
  const transfer = tools.find(({ name }) => name === 'transfer_call');
  const { to, summary } = (transfer?.parameters['properties'] ?? {}) as {
    to?: { enum: string[] };
    summary?: object;
  };
  return { ...(to && { to: to.enum[0] }), ...(summary && { summary: heard }) };
}

function language(system: string): keyof typeof wordLists {
  return /\b(?:begin in|Speak) hi\b/.test(system) ? 'hi' : 'en';
}

/** What a prompt states in list items, sentence by sentence. An item may go on in the lines after it. */
function factsIn(system: string): string[] {
  const items = system.matchAll(/^[-*] (.+(?:\n[ \t]+\S.*)*)/gm);
  return [...items].flatMap((match) => sentencesOf(match[1]!.replace(/\s+/g, ' ')));
}

/** What stands in the passages that were looked up for the caller. */
function factsOfReference({ messages }: ModelRequest): string[] {
  const said = messages.findLast(({ role }) => role === 'user')?.text ?? '';
  const [, reference = ''] = /^<reference>\n([\s\S]*?)\n<\/reference>/.exec(said) ?? [];
  // A heading, as in Fees › Children, is no sentence.
  const lines = reference.split('\n').filter((line) => !line.includes(' › '));
  return lines.flatMap(sentencesOf);
}

function sentencesOf(text: string): string[] {
  const cutter = new SentenceCutter();
  return [...cutter.push(text), ...cutter.flush()];
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
