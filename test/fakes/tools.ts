import type { Clock } from '../../lambda/core/ports';
import type {
  ToolCall,
  ToolContext,
  ToolLedger,
  ToolPlace,
  ToolRun,
  ToolRunner,
} from '../../lambda/core/tools/tool-runner';
import { HANGS } from './providers';

/** What a scripted tool does: answers, after a while perhaps, fails, or hangs. */
export type ToolCourse = string | Error | typeof HANGS | { afterMs: number; answer: string };

/** Tools that do as they are told by name, every time. One that was not told of is an error of the test. */
export class ScriptedToolRunner implements ToolRunner {
  readonly runs: { tool: string; args: Record<string, unknown>; context: ToolContext }[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly courses: Record<string, ToolCourse>,
  ) {}

  async run({ tool, args }: ToolCall, context: ToolContext): Promise<string> {
    this.runs.push({ tool: tool.name, args: structuredClone(args), context });
    const course = this.courses[tool.name];
    if (course === undefined) throw new Error(`the script knows no tool ${tool.name}`);
    if (course === HANGS) return new Promise(() => {});
    if (course instanceof Error) throw course;
    if (typeof course === 'string') return course;
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
}

function idOf({ callId, turn, round, index }: ToolPlace): string {
  return JSON.stringify([callId, turn, round, index]);
}

function copy<T>(run: T): T {
  return JSON.parse(JSON.stringify(run)) as T;
}
