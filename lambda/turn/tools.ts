import { isOwnTool, type Tool } from '../core/agents/tool';
import { optOutTool } from '../core/tools/built-in/opt-out';
import { callbackTool } from '../core/tools/built-in/schedule-callback';
import type { McpFunction, Runnable } from '../core/tools/runnable';
import type { CallOfTool } from '../core/tools/tool-runner';
import { lineTools, type LineTools } from './line-tools';
import type { ReplyJob } from './turn';

/** The tools of an agent: how the model is told of them, and what a call of one leads to. */
export interface Toolbox extends LineTools {
  /** Those that have a result, which the model is told in the same turn. */
  own: Runnable[];
}

/** What the tools of an agent depend on beside its settings. */
export interface Surroundings {
  /** What the agent's MCP servers told of. */
  found?: readonly McpFunction[];
  timeZone?: string;
  /** When the call began, in words. */
  began?: string;
}

export function toolboxOf(tools: readonly Tool[], surroundings: Surroundings = {}): Toolbox {
  const line = lineTools(tools);
  const own = runnableOf(tools, surroundings);
  const ofOwn = own.map(({ name, description, parameters }) => ({
    name,
    description,
    parameters: { ...parameters },
  }));
  return { offered: [...line.offered, ...ofOwn], own, follow: (call) => line.follow(call) };
}

function runnableOf(
  tools: readonly Tool[],
  { found = [], timeZone = 'UTC', began = 'a day that is not known' }: Surroundings,
): Runnable[] {
  const fixed = tools.flatMap((tool): Runnable[] => {
    if (isOwnTool(tool)) return [tool];
    if (tool.type === 'schedule-callback') return [callbackTool(tool, { timeZone, began })];
    return tool.type === 'opt-out' ? [optOutTool()] : [];
  });
  return [...fixed, ...found];
}

/** Whether an agent's tools have results that later turns may need. */
export function haveResults(tools: readonly Tool[]): boolean {
  return tools.some(({ type }) => RESULTS.has(type));
}

const RESULTS: ReadonlySet<Tool['type']> = new Set(['lambda', 'http', 'mcp', 'schedule-callback', 'opt-out']);

/** What a tool is told of the call that it is used in. */
export function callOfTool({ callId, turn, agent, variables }: ReplyJob): CallOfTool {
  const { number, caller } = variables;
  return { id: callId, turn, agent: agent.id, number, caller };
}
