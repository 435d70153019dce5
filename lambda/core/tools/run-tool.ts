import type { OwnTool } from '../agents/tool';
import type { Clock, Log } from '../ports';
import { orLate } from '../providers/or-late';
import { bounded } from './bounded';
import { checkArguments } from './check-arguments';
import { sameArguments } from './same-arguments';
import { ToolError } from './tool-error';
import type { CallOfTool, ToolLedger, ToolResult, ToolRun, ToolRunner } from './tool-runner';
import { WORDS, wordsOfFaults, wordsOfOther } from './words';

/** What tools are run with. */
export interface ToolPorts {
  runner: ToolRunner;
  ledger: ToolLedger;
  clock: Clock;
  log: Log;
}

/** A tool call of a model, at its place in the call. */
export interface PlacedCall {
  tool: OwnTool;
  args: Record<string, unknown>;
  call: CallOfTool;
  round: number;
  index: number;
  /** Milliseconds since the epoch: when the reply has to be there. */
  until: number;
}

/** Kept back for the model's words about the result, and for their voice. */
const RESERVE_MS = 2000;
const LEAST_MS = 500;

/**
 * Runs a tool that a model has called: once for its place in the call, with arguments that fit, for as long as
 * it may take. Never throws: whatever goes wrong becomes words for the model.
 */
export async function runTool(placed: PlacedCall, ports: ToolPorts): Promise<ToolResult> {
  const { tool, args: given, call, round, index, until } = placed;
  const checked = checkArguments(tool.parameters, given);
  if ('faults' in checked) return wordsOfFaults(checked.faults);
  const ms = Math.min(tool.timeoutSeconds * 1000, until - ports.clock.now() - RESERVE_MS);
  if (ms < LEAST_MS) return WORDS.noTime;

  const place = { callId: call.id, turn: call.turn, round, index };
  const run = { name: tool.name, args: checked.args };
  try {
    const before = await ports.ledger.claim(place, run);
    if (before) return resultOf(before, run);
  } catch (error) {
    // Without a claim it might run twice, so it does not run at all.
    ports.log.error('a tool could not be claimed', { ...about(tool, call), error });
    return WORDS.refused;
  }
  const result = await attempt(placed, checked.args, ms, ports);
  await ports.ledger.settle(place, { ...run, result }).catch((error: unknown) => {
    ports.log.error('the result of a tool could not be stored', { ...about(tool, call), error });
  });
  return result;
}

function resultOf(before: ToolRun, { name, args }: Omit<ToolRun, 'result'>): ToolResult {
  if (before.name !== name || !sameArguments(before.args, args)) return wordsOfOther(before);
  return before.result ?? WORDS.underWay;
}

async function attempt(
  { tool, call, round, index }: PlacedCall,
  args: Record<string, unknown>,
  ms: number,
  ports: ToolPorts,
): Promise<ToolResult> {
  const idempotencyKey = `${call.id}-${call.turn}-${round}-${index}`;
  const over = new AbortController();
  const { signal } = over;
  const late = () => new ToolError(tool.name, 'timeout', `it took longer than ${ms} ms`);
  try {
    const work = ports.runner.run({ tool, args }, { call, idempotencyKey, signal });
    const content = await orLate(work, { clock: ports.clock, signal, limit: { ms, late } });
    return { status: 'done', content: bounded(content) };
  } catch (error) {
    return noted(error, tool, call, ports);
  } finally {
    over.abort();
  }
}

function noted(error: unknown, tool: OwnTool, call: CallOfTool, { log }: ToolPorts): ToolResult {
  if (error instanceof ToolError) {
    log.warn('a tool failed', { ...about(tool, call), kind: error.kind, reason: error.message });
    return WORDS[error.kind];
  }
  log.error('a tool met an unexpected error', { ...about(tool, call), error });
  return WORDS.failed;
}

function about({ name }: OwnTool, { id, turn }: CallOfTool): { tool: string; callId: string; turn: number } {
  return { tool: name, callId: id, turn };
}
