import type { LanguageModel, ModelMessage, ModelPart, ModelRequest, ModelToolCall } from '../ports';
import { runTool, type ToolPorts } from './run-tool';
import type { Runnable } from './runnable';
import type { CallOfTool, ToolResult } from './tool-runner';
import { LAST_ROUND, WORDS } from './words';

/** All said so far is a whole: nothing that follows belongs to its last sentence. */
export interface Pause {
  type: 'pause';
}

export interface ToolTurn {
  request: ModelRequest;
  llm: LanguageModel;
  /** The tools that are run here. Calls of others are handed on. */
  tools: readonly Runnable[];
  call: CallOfTool;
  /** Milliseconds since the epoch: when the reply has to be there. */
  until: number;
  /** Is told of each tool that was run. */
  ran?: (run: RanTool) => void;
}

/** A tool that was run in a reply, without anything that was said to it or by it. */
export interface RanTool {
  name: string;
  status: ToolResult['status'];
  /** How long it took. */
  ms: number;
}

/** How often in a reply the model is told the results of tools. */
const ROUNDS = 4;
const FILLER_AFTER_MS = 1000;

type IdentifiedCall = ModelToolCall & { id: string };

/**
 * A reply, in the course of which the model may call tools and is told their results, several times over.
 *
 * @returns what the model says, with pauses where it waits for tools, the filler of a slow tool among it, and
 * the calls of tools that are not run here. Those count only in a round without tools of ours: a model that
 * books and hangs up in one breath has not seen whether it could book.
 */
export async function* runTools(turn: ToolTurn, ports: ToolPorts): AsyncGenerator<ModelPart | Pause> {
  const messages: ModelMessage[] = [...turn.request.messages];
  const fillers = new Set<string>();
  for (let round = 1; ; round++) {
    let said = '';
    const calls: IdentifiedCall[] = [];
    for await (const part of turn.llm.reply({ ...turn.request, messages: [...messages] })) {
      if (part.type === 'tool-call') {
        calls.push({ ...part, id: part.id ?? `call_${round}_${calls.length + 1}` });
        continue;
      }
      said += part.text;
      yield part;
    }
    const own = calls.filter(({ name }) => turn.tools.some((tool) => tool.name === name));
    if (own.length === 0 || round > ROUNDS) {
      yield* calls;
      return;
    }
    yield { type: 'pause' };
    const results = Promise.all(calls.map((call, i) => resultOf(call, { round, index: i + 1 }, turn, ports)));
    const filler = said.trim() === '' ? fillerOf(own, turn.tools) : undefined;
    if (filler !== undefined && !fillers.has(filler) && (await isSlow(results, ports))) {
      fillers.add(filler);
      yield { type: 'text', text: filler };
      yield { type: 'pause' };
    }
    messages.push(...exchange(said, calls, await results, round === ROUNDS));
  }
}

async function resultOf(
  { name, args }: IdentifiedCall,
  place: { round: number; index: number },
  { tools, call, until, ran }: ToolTurn,
  ports: ToolPorts,
): Promise<ToolResult> {
  const tool = tools.find((one) => one.name === name);
  if (!tool) return WORDS.held;
  const began = ports.clock.now();
  const result = await runTool({ tool, args, call, until, ...place }, ports);
  ran?.({ name, status: result.status, ms: ports.clock.now() - began });
  return result;
}

function fillerOf(calls: readonly IdentifiedCall[], tools: readonly Runnable[]): string | undefined {
  const called = tools.filter(({ name }) => calls.some((call) => call.name === name));
  return called.find(({ filler }) => filler !== undefined)?.filler;
}

async function isSlow(results: Promise<unknown>, { clock }: ToolPorts): Promise<boolean> {
  const there = new AbortController();
  const slow = clock.sleep(FILLER_AFTER_MS, there.signal).then(() => !there.signal.aborted);
  const quick = results.then(() => false);
  try {
    return await Promise.race([quick, slow]);
  } finally {
    there.abort();
  }
}

/** What was said and done in a round, as the model is told it in the next. */
function exchange(
  said: string,
  calls: IdentifiedCall[],
  results: ToolResult[],
  last: boolean,
): ModelMessage[] {
  const told = calls.map(({ id, name }, i): ModelMessage => {
    const { content } = results[i]!;
    return { role: 'tool', id, name, text: last && i === calls.length - 1 ? content + LAST_ROUND : content };
  });
  return [{ role: 'assistant', text: said, calls }, ...told];
}
