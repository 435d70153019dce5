import type * as z from 'zod';
import { tool, type Tool } from '../../lambda/core/agents/tool';
import type { ToolContext } from '../../lambda/core/tools/tool-runner';

type LambdaTool = Extract<Tool, { type: 'lambda' }>;
type HttpTool = Extract<Tool, { type: 'http' }>;
type InputOf<T extends Tool['type']> = Extract<z.input<typeof tool>, { type: T }>;

export const BOOKING_PARAMETERS = {
  type: 'object' as const,
  properties: {
    date: { type: 'string' as const, format: 'date' as const, description: 'The day.' },
    people: { type: 'integer' as const, minimum: 1, maximum: 8 },
  },
  required: ['date'],
};

export function aLambdaTool(changes: Partial<InputOf<'lambda'>> = {}): LambdaTool {
  return tool.parse({
    type: 'lambda',
    name: 'book',
    description: 'Books an appointment.',
    function: 'book-appointment',
    parameters: BOOKING_PARAMETERS,
    ...changes,
  }) as LambdaTool;
}

export function anHttpTool(changes: Partial<InputOf<'http'>> = {}): HttpTool {
  return tool.parse({
    type: 'http',
    name: 'find_order',
    description: 'Finds an order.',
    url: 'https://tools.example.com/orders',
    secret: 'byon/tools',
    ...changes,
  }) as HttpTool;
}

export function aToolContext(changes: Partial<ToolContext> = {}): ToolContext {
  return {
    call: { id: 'call-1', turn: 1, agent: 'reception', number: '+918041234567', caller: 'anonymous' },
    idempotencyKey: 'call-1-1-1-1',
    signal: new AbortController().signal,
    ...changes,
  };
}
