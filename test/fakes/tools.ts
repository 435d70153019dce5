import type { Clock } from '../../lambda/core/ports';
import type { CallbackRecord, Callbacks } from '../../lambda/core/calls/callback';
import { callbackRecord } from '../../lambda/core/calls/callback';
import type { OptOutRecord, OptOuts } from '../../lambda/core/calls/opt-out';
import { optOutRecord } from '../../lambda/core/calls/opt-out';
import type { McpServer } from '../../lambda/core/agents/tools/mcp';
import type { McpFunction, ToolCatalogue } from '../../lambda/core/tools/runnable';
import type {
  PlacedRun,
  ToolCall,
  ToolContext,
  ToolLedger,
  ToolPlace,
  ToolResult,
  ToolRun,
  ToolRunner,
} from '../../lambda/core/tools/tool-runner';
import { HANGS } from './providers';

/** What a scripted tool does: answers, after a while perhaps, fails, or hangs. */
export type ToolCourse = string | ToolResult | Error | typeof HANGS | { afterMs: number; answer: string };

/** Tools that do as they are told by name, every time. One that was not told of is an error of the test. */
export class ScriptedToolRunner implements ToolRunner {
  readonly runs: { tool: string; args: Record<string, unknown>; context: ToolContext }[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly courses: Record<string, ToolCourse>,
  ) {}

  async run({ tool, args }: ToolCall, context: ToolContext): Promise<string | ToolResult> {
    this.runs.push({ tool: tool.name, args: structuredClone(args), context });
    const course = this.courses[tool.name];
    if (course === undefined) throw new Error(`the script knows no tool ${tool.name}`);
    if (course === HANGS) return new Promise(() => {});
    if (course instanceof Error) throw course;
    if (typeof course === 'string' || 'status' in course) return course;
    await this.clock.sleep(course.afterMs, context.signal);
    context.signal.throwIfAborted();
    return course.answer;
  }
}

/** Runs of tools in memory, under the same conditions as in the table. What goes in and out is copied. */
export class InMemoryToolLedger implements ToolLedger {
  readonly runs = new Map<string, ToolRun>();

  async claim(place: ToolPlace, run: Omit<ToolRun, 'result'>): Promise<ToolRun | undefined> {
    const before = this.runs.get(idOf(place));
    if (before) return copy(before);
    this.runs.set(idOf(place), copy(run));
    return undefined;
  }

  async settle(place: ToolPlace, run: Required<ToolRun>): Promise<void> {
    if (!this.runs.has(idOf(place))) throw new Error('a run was settled that nobody has claimed');
    this.runs.set(idOf(place), copy(run));
  }

  async runsOf(callId: string): Promise<PlacedRun[]> {
    const all = [...this.runs].map(([id, run]) => ({ ...copy(run), place: placeOf(id) }));
    return all
      .filter(({ place }) => place.callId === callId)
      .sort(({ place: a }, { place: b }) => a.turn - b.turn || a.round - b.round || a.index - b.index);
  }
}

/** Servers that tell what a test has written down, after a while perhaps; others are down. */
export class ScriptedCatalogue implements ToolCatalogue {
  readonly asked: string[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly told: Record<string, { functions: McpFunction[]; afterMs?: number } | Error> = {},
  ) {}

  async functionsOf({ url }: McpServer): Promise<McpFunction[]> {
    this.asked.push(url);
    const told = this.told[url];
    if (told === undefined) throw new Error(`the script knows no server ${url}`);
    if (told instanceof Error) throw told;
    await this.clock.sleep(told.afterMs ?? 0);
    return told.functions;
  }
}

/** Callbacks in memory, under the same conditions as in the table. */
export class InMemoryCallbacks implements Callbacks {
  readonly records = new Map<string, CallbackRecord>();

  async save(record: CallbackRecord): Promise<boolean> {
    const key = JSON.stringify([record.number, record.callId]);
    if ((this.records.get(key)?.status ?? 'waiting') !== 'waiting') return false;
    this.records.set(key, callbackRecord.parse(copy(record)));
    return true;
  }
}

/** Opt-outs in memory. */
export class InMemoryOptOuts implements OptOuts {
  readonly records = new Map<string, OptOutRecord>();
  /** So many writes fail from now on. */
  failing = 0;

  async add(record: OptOutRecord): Promise<void> {
    if (this.failing-- > 0) throw new Error('the table failed');
    if (!this.records.has(record.callee)) this.records.set(record.callee, optOutRecord.parse(copy(record)));
  }

  async find(callee: string): Promise<OptOutRecord | undefined> {
    const record = this.records.get(callee);
    return record && copy(record);
  }
}

function placeOf(id: string): ToolPlace {
  const [callId, turn, round, index] = JSON.parse(id) as [string, number, number, number];
  return { callId, turn, round, index };
}

function idOf({ callId, turn, round, index }: ToolPlace): string {
  return JSON.stringify([callId, turn, round, index]);
}

function copy<T>(run: T): T {
  return JSON.parse(JSON.stringify(run)) as T;
}
