import type { Runnable } from './runnable';

/** A tool that a model has called, with arguments that fit its schema. */
export interface ToolCall {
  tool: Runnable;
  args: Record<string, unknown>;
}

/** The call on the line, as a tool is told it. */
export interface CallOfTool {
  id: string;
  turn: number;
  /** The agent's id. */
  agent: string;
  /** The company's number, E.164. Undefined where it is not known. */
  number?: string | undefined;
  /** Who is at the other end, E.164 or `anonymous`. */
  caller?: string | undefined;
}

export interface ToolContext {
  call: CallOfTool;
  /** The same for every attempt at the same piece of work. */
  idempotencyKey: string;
  signal: AbortSignal;
}

/** What the model is told came of its call. */
export interface ToolResult {
  status: 'done' | 'failed';
  content: string;
}

/** Runs a tool, where it is. */
export interface ToolRunner {
  /**
   * @returns what the tool answered, as text; a result where it says itself whether it has failed.
   * @throws ToolError
   */
  run(call: ToolCall, context: ToolContext): Promise<string | ToolResult>;
}

/** A place in a call that has room for one run of one tool. Counts from 1. */
export interface ToolPlace {
  callId: string;
  turn: number;
  /** Which request to the model in this turn. */
  round: number;
  /** Which of the tools that the model called at once. */
  index: number;
}

/** A run of a tool. Without a result it is under way, or whoever ran it has died. */
export interface ToolRun {
  name: string;
  args: Record<string, unknown>;
  result?: ToolResult | undefined;
}

/** A run, where it was made. */
export interface PlacedRun extends ToolRun {
  place: ToolPlace;
}

/** Keeps a tool from being run twice when the same work is delivered twice. */
export interface ToolLedger {
  /** @returns undefined when the place was free: it is taken now. Otherwise the run that has it. */
  claim(place: ToolPlace, run: Omit<ToolRun, 'result'>): Promise<ToolRun | undefined>;
  /** Notes what came of a run. Only for whoever has claimed its place. */
  settle(place: ToolPlace, run: Required<ToolRun>): Promise<void>;
  /** All runs of the call, in the order of their places. */
  runsOf(callId: string): Promise<PlacedRun[]>;
}

/** The body of what a tool is sent, over HTTP and to a Lambda function alike. */
export interface ToolRequest {
  tool: string;
  arguments: Record<string, unknown>;
  idempotencyKey: string;
  call: CallOfTool;
}

export function toolRequest({ tool, args }: ToolCall, { call, idempotencyKey }: ToolContext): ToolRequest {
  return { tool: tool.name, arguments: args, idempotencyKey, call };
}
