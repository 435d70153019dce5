import type { Clock } from '../../lambda/core/ports';
import { ToolError } from '../../lambda/core/tools/tool-error';
import type { ToolCall, ToolContext, ToolRunner } from '../../lambda/core/tools/tool-runner';
import type { Weather } from './faults/weather';
import type { Random } from './random';

/** Work that a tool has done. */
export interface Booking {
  key: string;
  turn: number;
  tool: string;
  args: Record<string, unknown>;
}

const TAKES_MS = [60, 400] as const;
const SLOW_MS = [1200, 6000] as const;
const NEVER_MS = 3_600_000;

/** A company's appointment book: what was booked twice stands in it twice. */
export class AppointmentBook implements ToolRunner {
  readonly bookings: Booking[] = [];

  constructor(private readonly deps: { clock: Clock; weather: Weather; random: Random }) {}

  async run({ tool, args }: ToolCall, { call, idempotencyKey, signal }: ToolContext): Promise<string> {
    const { clock, weather, random } = this.deps;
    const does = weather.next('tool');
    if (does === 'fail') throw new ToolError(tool.name, 'failed', 'it answered 500');
    if (does === 'hang') await clock.sleep(NEVER_MS, signal);
    const takes = does === 'slow' ? SLOW_MS : TAKES_MS;
    await clock.sleep(random.int(takes[0], takes[1]), signal);
    signal.throwIfAborted();
    this.bookings.push({ key: idempotencyKey, turn: call.turn, tool: tool.name, args });
    if (does === 'lose the answer') throw new ToolError(tool.name, 'timeout', 'its answer was lost');
    return 'Booked for ten on Monday.';
  }
}
