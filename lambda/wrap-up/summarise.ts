import type { Agent } from '../core/agents/agent';
import { ByonError } from '../core/errors';
import { readSummary, type Summary } from '../core/memory/read-summary';
import { repairMessages, summaryRequest, type Wanted } from '../core/memory/summary-request';
import type { TranscriptLine } from '../core/memory/transcript';
import type { LanguageModel, ModelRequest } from '../core/ports';
import { orLate } from '../core/providers/or-late';
import type { WrapUpDeps } from './deps';
import { LIMITS } from './settings';

/** What an agent wants to have made of its calls. */
export function wantedOf({ afterCall, language }: Agent): Wanted | undefined {
  if (!afterCall || !(afterCall.summary || afterCall.fields)) return undefined;
  return { summary: afterCall.summary, language: afterCall.language ?? language, fields: afterCall.fields };
}

/**
 * Has the agent's language model sum a call up, or where that fails those that stand behind it, each in its turn.
 *
 * @returns undefined when none of them gave a usable answer in time.
 */
export async function summarise(
  wanted: Wanted,
  transcript: readonly TranscriptLine[],
  agent: Agent,
  deps: Pick<WrapUpDeps, 'providers' | 'clock' | 'log'>,
): Promise<Summary | undefined> {
  const { clock, log } = deps;
  const until = clock.now() + LIMITS.summary;
  for (const reference of new Set([agent.llm, ...(agent.fallbacks?.llm ?? [])])) {
    const ms = Math.min(LIMITS.model, until - clock.now());
    if (ms <= 0) break;
    const over = new AbortController();
    const { signal } = over;
    try {
      const { llm } = await deps.providers({ ...agent, llm: reference });
      const work = ask(llm, { ...summaryRequest(wanted, transcript), signal }, wanted);
      const late = () => new ByonError(`it took longer than ${ms} ms`);
      return await orLate(work, { clock, signal, limit: { ms, late } });
    } catch (error) {
      log.warn('a language model could not sum a call up', { reference, error });
    } finally {
      over.abort();
    }
  }
  return undefined;
}

/** Asks, and once more when the answer has faults. */
async function ask(llm: LanguageModel, request: ModelRequest, wanted: Wanted): Promise<Summary> {
  const answer = await textOf(llm, request);
  const read = readSummary(answer, wanted);
  if (!('faults' in read)) return read;
  const messages = [...request.messages, ...repairMessages(answer, read.faults)];
  const repaired = readSummary(await textOf(llm, { ...request, messages }), wanted);
  if (!('faults' in repaired)) return repaired;
  throw new ByonError('its answer could not be used, nor could the one after that');
}

/** More than this is no record of a call; a model that repeats itself would go on for ever. */
const MOST_CHARACTERS = 100_000;

async function textOf(llm: LanguageModel, request: ModelRequest): Promise<string> {
  let text = '';
  for await (const part of llm.reply(request)) {
    if (part.type === 'text') text += part.text;
    if (text.length > MOST_CHARACTERS) break;
  }
  return text;
}
