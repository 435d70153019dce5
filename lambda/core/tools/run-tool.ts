import type { DigitVault } from '../digits/digit-vault';
import { fillDigits, unfilled, withoutDigits, type Filled } from '../digits/fill-digits';
import type { Clock, Log } from '../ports';
import { orLate } from '../providers/or-late';
import { bounded } from './bounded';
import { checkArguments } from './check-arguments';
import { checkLoosely } from './check-loosely';
import type { Runnable } from './runnable';
import { sameArguments } from './same-arguments';
import { ToolError } from './tool-error';
import type { CallOfTool, ToolLedger, ToolResult, ToolRun, ToolRunner } from './tool-runner';
import { WORDS, wordsOfFaults, wordsOfMissing, wordsOfOther } from './words';

/** What tools are run with. */
export interface ToolPorts {
  runner: ToolRunner;
  ledger: ToolLedger;
  /** Digits that the caller has keyed in private. */
  vault: Pick<DigitVault, 'find'>;
  clock: Clock;
  log: Log;
}

/** A tool call of a model, at its place in the call. */
export interface PlacedCall {
  tool: Runnable;
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
  const filled = await withDigits(placed, ports);
  if (!filled) return WORDS.refused;
  if (filled.missing.length > 0) return wordsOfMissing(filled.missing);
  const checked =
    tool.type === 'mcp'
      ? checkLoosely(tool.parameters, filled.args)
      : checkArguments(tool.parameters, filled.args);
  if ('faults' in checked) return wordsOfFaults(checked.faults);
  const ms = Math.min(tool.timeoutSeconds * 1000, until - ports.clock.now() - RESERVE_MS);
  if (ms < LEAST_MS) return WORDS.noTime;

  const place = { callId: call.id, turn: call.turn, round, index };
  // What is kept, and what the model is told of it later, has the placeholders of private digits.
  const run = { name: tool.name, args: filled.used.size > 0 ? given : checked.args };
  try {
    const before = await ports.ledger.claim(place, run);
    if (before) return resultOf(before, run);
  } catch (error) {
    // Without a claim it might run twice, so it does not run at all.
    ports.log.error('a tool could not be claimed', { ...about(tool, call), error });
    return WORDS.refused;
  }
  const answered = await attempt(placed, checked.args, ms, ports);
  const result = { ...answered, content: withoutDigits(answered.content, filled.used) };
  await ports.ledger.settle(place, { ...run, result }).catch((error: unknown) => {
    ports.log.error('the result of a tool could not be stored', { ...about(tool, call), error });
  });
  return result;
}

/** Private digits are for tools that the company runs, and for nothing that is kept here. */
async function withDigits(
  { tool, args, call }: PlacedCall,
  { vault, log }: ToolPorts,
): Promise<Filled | undefined> {
  if (tool.type === 'schedule-callback' || tool.type === 'opt-out') return unfilled(args);
  try {
    return await fillDigits(args, (name) => vault.find(call.id, name));
  } catch (error) {
    log.error('private digits could not be read', { ...about(tool, call), error });
    return undefined;
  }
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
    const answer = await orLate(work, { clock: ports.clock, signal, limit: { ms, late } });
    const { status, content } =
      typeof answer === 'string' ? { status: 'done' as const, content: answer } : answer;
    return { status, content: bounded(content) };
  } catch (error) {
    return noted(error, tool, call, ports);
  } finally {
    over.abort();
  }
}

function noted(error: unknown, tool: Runnable, call: CallOfTool, { log }: ToolPorts): ToolResult {
  if (error instanceof ToolError) {
    log.warn('a tool failed', { ...about(tool, call), kind: error.kind, reason: error.message });
    return WORDS[error.kind];
  }
  log.error('a tool met an unexpected error', { ...about(tool, call), error });
  return WORDS.failed;
}

function about({ name }: Runnable, { id, turn }: CallOfTool): { tool: string; callId: string; turn: number } {
  return { tool: name, callId: id, turn };
}
