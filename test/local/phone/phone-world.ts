import type * as z from 'zod';
import type { agent } from '../../../lambda/core/agents/agent';
import { endpointSettings } from '../../../lambda/core/endpoint/settings';
import { numberRecord } from '../../../lambda/core/numbers/number';
import type { Config } from '../../../lib/config';
import type { LocalClock } from '../../../local/clock';
import { INSTANT } from '../../../local/sim/pace';
import { openWorld, type World, type WorldOptions } from '../../../local/world';
import { anAgent } from '../../builders/agent';

export const NUMBER = '+14155550100';
export const SUSPENDED = '+14155550101';
export const UNKNOWN = '+14155550142';

/** An agent that is quick, and its numbers. */
export function phoneConfig(changes: Partial<z.input<typeof agent>> = {}): Config {
  const reception = anAgent({
    greeting: 'Clinic, hello.',
    prompt: 'You answer a telephone.\n- We are open until nine.\n',
    tools: [{ type: 'end-call' }],
    ...changes,
  });
  return {
    agents: [reception],
    knowledge: {},
    numbers: [
      numberRecord.parse({ number: NUMBER, agent: 'reception' }),
      numberRecord.parse({ number: SUSPENDED, agent: 'reception', status: 'suspended' }),
    ],
    carriers: {},
    providers: {},
    endpoint: endpointSettings.parse({}),
    retention: { callDays: 1, audioDays: 1 },
    warnings: [],
  };
}

/** A world whose agent is quick: short sentences, providers that take no time, speech that is a murmur. */
export function openPhoneWorld(
  clock: LocalClock,
  changes: Partial<z.input<typeof agent>> = {},
  options: Partial<WorldOptions> = {},
): Promise<World> {
  return openWorld({
    config: phoneConfig(changes),
    clock,
    pace: INSTANT,
    words: false,
    script: [
      { hears: 'open', says: 'Until nine.' },
      { hears: 'goodbye', says: 'Goodbye.', calls: { tool: 'end_call' } },
    ],
    ...options,
  });
}
